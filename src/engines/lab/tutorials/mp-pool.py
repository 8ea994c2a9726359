from multiprocessing import Pool, TimeoutError
import time, os
def f(x): return x * x
def slow(x): time.sleep(x); return x
def fail(x): raise ValueError(f'bad {x}')
if __name__ == '__main__':
    with Pool(processes=4) as pool:
        print(pool.map(f, range(10)))
        for i in pool.imap_unordered(f, [2]): print(i)
        print(list(pool.imap(f, range(5), chunksize=2)))
        res = pool.apply_async(f, (20,)); print(res.get(timeout=5))
        res = pool.apply_async(os.getpid, ()); print(res.get(timeout=5) != os.getpid())
        multiple = [pool.apply_async(f, (i,)) for i in range(4)]
        print([r.get(timeout=5) for r in multiple])
        res = pool.apply_async(slow, (2,))
        try: print(res.get(timeout=0.1))
        except TimeoutError: print('We lacked patience and got a multiprocessing.TimeoutError')
        try: pool.map(fail, [2])
        except ValueError as e: print(e)
        print(pool.starmap(pow, [(2, 3), (3, 2)]), pool.apply(f, (3,)))
    try: pool.map(f, [1])
    except ValueError as e: print(e)

# prints:
#   [0, 1, 4, 9, 16, 25, 36, 49, 64, 81]
#   4
#   [0, 1, 4, 9, 16]
#   400
#   True
#   [0, 1, 4, 9]
#   We lacked patience and got a multiprocessing.TimeoutError
#   bad 2
#   [8, 9] 9
#   Pool not running
