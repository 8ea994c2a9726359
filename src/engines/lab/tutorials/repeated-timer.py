import threading, time
class Every(threading.Thread):
    def __init__(self, interval, fn):
        super().__init__()
        self.stopped = threading.Event()
        self.interval, self.fn = interval, fn
    def run(self):
        while not self.stopped.wait(self.interval):
            self.fn()
n = 0
def tick():
    global n
    n += 1
    print('tick', n)
e = Every(0.1, tick)
e.start()
time.sleep(0.35)
e.stopped.set()
e.join()
print('stopped')

# prints:
#   tick 1
#   tick 2
#   tick 3
#   stopped
