import multiprocessing
def f(n): return n + 1
if __name__ == '__main__':
    multiprocessing.freeze_support()
    multiprocessing.set_start_method('spawn')
    with multiprocessing.Pool(2) as pool: print(pool.map(f, [1, 2, 3]))
    try: multiprocessing.set_start_method('fork')
    except RuntimeError as e: print(e)

# prints:
#   [2, 3, 4]
#   context has already been set
