import threading
class ThreadWithReturn(threading.Thread):
    def __init__(self, target, args=()):
        super().__init__()
        self.fn, self.fargs, self.result = target, args, None
    def run(self):
        self.result = self.fn(*self.fargs)
ts = [ThreadWithReturn(pow, (2, n)) for n in range(5)]
for t in ts: t.start()
for t in ts: t.join()
print([t.result for t in ts])
t = threading.Thread(target=print)
try:
    t.join()
except RuntimeError as e:
    print(e)
t.start(); t.join()
try:
    t.start()
except RuntimeError as e:
    print(e)
try:
    threading.current_thread().join()
except RuntimeError as e:
    print(e)

# prints:
#   [1, 2, 4, 8, 16]
#   cannot join thread before it is started
#
#   threads can only be started once
#   cannot join current thread
