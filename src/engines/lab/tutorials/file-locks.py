import fcntl, multiprocessing as mp, os, threading, time
def add(n):
    for _ in range(n):
        with open('count.txt', 'r+') as f:
            fcntl.flock(f, fcntl.LOCK_EX)
            v = int(f.read()); time.sleep(0.001); f.seek(0); f.write(str(v + 1)); f.flush(); os.fsync(f)
            fcntl.flock(f, fcntl.LOCK_UN)
def tell(path):
    with open(path, 'a') as f:
        try: fcntl.lockf(f, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as e: print(type(e).__name__, e, flush=True)
        else: print('got it', flush=True)
def keep(path, ready):
    f = open(path, 'a'); fcntl.lockf(f, fcntl.LOCK_EX); ready.set(); time.sleep(10)
if __name__ == '__main__':
    with open('count.txt', 'w') as f: f.write('0')
    ps = [mp.Process(target=add, args=(3,)) for _ in range(3)]
    for p in ps: p.start()
    for p in ps: p.join()
    print(open('count.txt').read())
    a, b, c = open('count.txt'), open('count.txt'), open('count.txt')
    fcntl.flock(a, fcntl.LOCK_SH); fcntl.flock(b, fcntl.LOCK_SH)
    try: fcntl.flock(c.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as e: print(e)
    a.close(); fcntl.flock(b, fcntl.LOCK_UN); fcntl.flock(c, fcntl.LOCK_EX | fcntl.LOCK_NB); print('exclusive')
    t = threading.Thread(target=lambda: (fcntl.flock(b, fcntl.LOCK_EX), print('after close'))); t.start()
    time.sleep(0.01); c.close(); t.join()
    ready = mp.Event(); k = mp.Process(target=keep, args=('x.lock', ready)); k.start(); ready.wait()
    p = mp.Process(target=tell, args=('x.lock',)); p.start(); p.join()
    k.kill(); k.join()
    p = mp.Process(target=tell, args=('x.lock',)); p.start(); p.join()

# prints:
#   9
#   [Errno 11] Resource temporarily unavailable
#   exclusive
#   after close
#   BlockingIOError [Errno 11] Resource temporarily unavailable
#   got it
