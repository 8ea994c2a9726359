from multiprocessing import Pool
import time
results = []
def cube(x): return x ** 3
def bad(x): raise KeyError(x)
def collect(r): results.append(r)
if __name__ == '__main__':
    pool = Pool(3)
    for i in range(5): pool.apply_async(cube, args=(i,), callback=collect)
    r = pool.apply_async(bad, ('k',), callback=collect, error_callback=lambda e: results.append(type(e).__name__))
    m = pool.map_async(cube, [7, 8], callback=collect)
    pool.close(); pool.join()
    print(sorted(map(str, results)), m.ready(), m.successful(), r.successful())

# prints:
#   ['0', '1', '27', '64', '8', 'KeyError', '[343, 512]'] True True False
