import threading
class Safe:
    def __init__(self, it): self.it, self.lock = it, threading.Lock()
    def __iter__(self): return self
    def __next__(self):
        with self.lock: return next(self.it)
def count():
    n = 0
    while n < 20: yield n; n += 1
g, got = Safe(count()), []
def take():
    for x in g: got.append(x)
ts = [threading.Thread(target=take) for _ in range(3)]
[t.start() for t in ts]; [t.join() for t in ts]
print(sorted(got) == list(range(20)))

# prints:
#   True
