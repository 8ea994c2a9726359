import multiprocessing as mp
x = 1
def foo(q): q.put(('hello', x, __name__))
if __name__ == '__main__':
    x = 2
    for method in ('spawn', 'fork'):
        ctx = mp.get_context(method)
        q = ctx.Queue()
        p = ctx.Process(target=foo, args=(q,))
        p.start(); print(method, q.get()); p.join()
    try: mp.get_context('spawn').Process(target=lambda: 0).start()
    except Exception as e: print(type(e).__name__)
    print(mp.get_all_start_methods()[:2], mp.get_start_method())

# prints:
#   spawn ('hello', 1, '__mp_main__')
#   fork ('hello', 2, '__main__')
#   PicklingError
#   ['fork', 'spawn'] fork
