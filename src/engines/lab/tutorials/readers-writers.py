import threading, time
class RWLock:
    def __init__(self):
        self.readers, self.cond = 0, threading.Condition(threading.Lock())
    def acquire_read(self):
        with self.cond: self.readers += 1
    def release_read(self):
        with self.cond:
            self.readers -= 1
            if not self.readers: self.cond.notify_all()
    def acquire_write(self):
        self.cond.acquire()
        while self.readers: self.cond.wait()
    def release_write(self): self.cond.release()
rw, data = RWLock(), [0]
def read():
    rw.acquire_read(); time.sleep(0.01); x = data[0]; rw.release_read(); print('read')
def write():
    rw.acquire_write(); data[0] += 1; rw.release_write(); print('wrote')
ts = [threading.Thread(target=f) for f in (read, write, read, write)]
[t.start() for t in ts]; [t.join() for t in ts]; print(data)

# prints, in any order:
#   read
#   read
#   wrote
#   wrote
#   [2]
