import multiprocessing as mp, time
def wait_for(e, t):
    print('set', e.wait(t))
def meet(b, n):
    b.wait(); print('past')
if __name__ == '__main__':
    e = mp.Event()
    p = mp.Process(target=wait_for, args=(e, None)); q = mp.Process(target=wait_for, args=(e, 0.05))
    p.start(); q.start(); time.sleep(0.3); e.set(); p.join(); q.join()
    print(e.is_set())
    b = mp.Barrier(3)
    ps = [mp.Process(target=meet, args=(b, n)) for n in range(3)]
    [p.start() for p in ps]; [p.join() for p in ps]
    print(b.n_waiting, b.parties)

# prints, in any order:
#   set False
#   set True
#   True
#   past
#   past
#   past
#   0 3
