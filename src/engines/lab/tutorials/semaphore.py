import threading, time
class ActivePool:
    def __init__(self):
        self.active = []
        self.most = 0
        self.lock = threading.Lock()
    def makeActive(self, name):
        with self.lock:
            self.active.append(name)
            self.most = max(self.most, len(self.active))
    def makeInactive(self, name):
        with self.lock:
            self.active.remove(name)
pool = ActivePool()
s = threading.Semaphore(2)
def worker(s, pool):
    with s:
        name = threading.current_thread().name
        pool.makeActive(name)
        time.sleep(0.02)
        pool.makeInactive(name)
        print(name)
for i in range(4):
    threading.Thread(target=worker, name=str(i), args=(s, pool)).start()
for t in threading.enumerate():
    if t is not threading.current_thread(): t.join()
print('most', pool.most)
b = threading.BoundedSemaphore(1)
try:
    b.release()
except ValueError as e:
    print(e)
print(s.acquire(blocking=False), s.acquire(timeout=0.05), s.acquire(False))
s.release(2); s.release()

# prints, in any order:
#   0
#   1
#   2
#   3
#   most 2
#   Semaphore released too many times
#   True True False
