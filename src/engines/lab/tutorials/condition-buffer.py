import threading, time
from collections import deque
class Buffer:
    def __init__(self, size):
        self.items = deque()
        self.size = size
        self.cond = threading.Condition()
    def put(self, item):
        with self.cond:
            while len(self.items) >= self.size:
                self.cond.wait()
            self.items.append(item)
            self.cond.notify_all()
    def get(self):
        with self.cond:
            while not self.items:
                self.cond.wait()
            item = self.items.popleft()
            self.cond.notify_all()
            return item
buf = Buffer(2)
got = []
def producer():
    for i in range(6):
        buf.put(i)
        time.sleep(0.01)
    buf.put(None)
def consumer():
    while (x := buf.get()) is not None:
        got.append(x)
ts = [threading.Thread(target=producer, name='producer'), threading.Thread(target=consumer, name='consumer')]
[t.start() for t in ts]; [t.join() for t in ts]
print(got, str(buf.cond)[:11])

# prints:
#   [0, 1, 2, 3, 4, 5] <Condition(
