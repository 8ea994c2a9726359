from multiprocessing import Process, Lock, RLock, Semaphore, current_process
def f(l, i):
    with l:
        print('hello world', i)
if __name__ == '__main__':
    lock = Lock()
    ps = [Process(target=f, args=(lock, num)) for num in range(4)]
    for p in ps: p.start()
    for p in ps: p.join()
    print(lock.acquire(False), lock.acquire(timeout=0.05), lock)
    lock.release()
    try: lock.release()
    except ValueError as e: print(e)
    r = RLock(); r.acquire(); r.acquire(); r.release(); r.release()
    try: r.release()
    except AssertionError as e: print(e)
    s = Semaphore(2); s.acquire(); print(s.get_value())

# prints, in any order:
#   hello world 0
#   hello world 1
#   hello world 2
#   hello world 3
#   True False <Lock(owner=MainProcess)>
#   semaphore or lock released too many times
#   attempt to release recursive lock not owned by thread
#   1
