import asyncio, heapq, queue, threading
class SortedQueue(queue.Queue):
    """The largest first, kept in a list of its own."""
    def _init(self, maxsize): self.items = []
    def _qsize(self): return len(self.items)
    def _put(self, item): heapq.heappush(self.items, -item)
    def _get(self): return -heapq.heappop(self.items)
class Barrier(threading.Condition):
    """Only the name is the library's."""
    def __init__(self, n): super().__init__(); self.n = n; self.count = 0
    def arrive(self):
        with self:
            self.count += 1
            self.notify_all()
            self.wait_for(lambda: self.count >= self.n)
class Queue(threading.Condition):
    def __init__(self): super().__init__(); self.xs = []
    def put(self, x):
        with self: self.xs.append(x); self.notify()
    def get(self):
        with self: self.wait_for(lambda: self.xs); return self.xs.pop(0)
class Event(threading.Semaphore): pass
class Stack(asyncio.Queue):
    def _init(self, maxsize): self.items = []
    def _put(self, x): self.items.append(x)
    def _get(self): return self.items.pop()
    def qsize(self): return len(self.items)
    def empty(self): return not self.items
class Fork(asyncio.Lock):
    def __init__(self, n): super().__init__(); self.n = n

q = SortedQueue(maxsize=3)
def produce():
    for n in (3, 1, 4, 1, 5, 0): q.put(n)
t = threading.Thread(target=produce); t.start()
got = []
while n := q.get(): got.append(n)
t.join(); print(sum(got), q.empty())
b = Barrier(2)
t = threading.Thread(target=b.arrive); t.start(); b.arrive(); t.join(); print(b.count)
mine = Queue(); threading.Thread(target=mine.put, args=('hello',)).start(); print(mine.get())
e = Event(0); e.release(); print(e.acquire(timeout=1))
async def eat(fork):
    async with fork: await asyncio.sleep(0); return fork.n
async def main():
    stack = Stack()
    await stack.put(1); await stack.put(2); stack.put_nowait(3)
    print(await stack.get(), stack.get_nowait(), stack.qsize())
    fork = Fork(7)
    print(await asyncio.gather(eat(fork), eat(fork)))
asyncio.run(main())

# prints:
#   14 True
#   2
#   hello
#   True
#   3 2 1
#   [7, 7]
