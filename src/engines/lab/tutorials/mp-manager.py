from multiprocessing import Process, Manager
def f(d, l, ns):
    d[1] = '1'; d['2'] = 2; d[0.25] = None
    l.reverse()
    ns.x = 10
if __name__ == '__main__':
    with Manager() as manager:
        d, l, ns = manager.dict(), manager.list(range(10)), manager.Namespace()
        p = Process(target=f, args=(d, l, ns))
        p.start(); p.join()
        print(d); print(l); print(ns.x)
        q = manager.Queue(); q.put(1); print(q.get(), q.empty())
        lock = manager.Lock()
        with lock: print('locked')
        v = manager.Value('i', 5); v.value += 1; print(v.value)
        e = manager.Event(); e.set(); print(e.is_set())
        print(len(l), sorted(map(str, d.keys())), l[2:4], 1 in d)

# prints:
#   {1: '1', '2': 2, 0.25: None}
#   [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
#   10
#   1 True
#   locked
#   6
#   True
#   10 ['0.25', '1', '2'] [7, 6] True
