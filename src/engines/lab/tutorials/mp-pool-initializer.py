import multiprocessing
def do_calculation(data): return data * 2
def init(v):
    global value
    value = v
def use(x): return x + value
if __name__ == '__main__':
    inputs = list(range(10))
    print('Built-in:', list(map(do_calculation, inputs)))
    pool = multiprocessing.Pool(processes=2, initializer=init, initargs=(100,), maxtasksperchild=2)
    print('Pool    :', pool.map(do_calculation, inputs))
    print(pool.map(use, [1, 2, 3]))
    pool.close(); pool.join()
    from multiprocessing.pool import ThreadPool
    with ThreadPool(3) as tp: print(tp.map(do_calculation, [1, 2, 3]), tp.apply_async(pow, (2, 5)).get())

# prints:
#   Built-in: [0, 2, 4, 6, 8, 10, 12, 14, 16, 18]
#   Pool    : [0, 2, 4, 6, 8, 10, 12, 14, 16, 18]
#   [101, 102, 103]
#   [2, 4, 6] 32
