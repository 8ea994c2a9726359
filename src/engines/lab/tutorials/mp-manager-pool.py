import multiprocessing as mp
def square(x):
    return x * x
if __name__ == '__main__':
    with mp.Manager() as manager:
        pool = manager.Pool(2)
        print(pool.map(square, range(5)))
        print(pool.apply(square, (7,)))
        r = pool.apply_async(square, (8,))
        print(r.get())
        pool.close()
        pool.join()
    print('done')

# prints:
#   [0, 1, 4, 9, 16]
#   49
#   64
#   done
