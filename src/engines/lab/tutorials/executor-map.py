from concurrent.futures import ThreadPoolExecutor
import threading, time
def task(n):
    time.sleep(n / 100)
    return n / 10
ex = ThreadPoolExecutor(max_workers=2)
print('main: starting')
results = ex.map(task, range(5, 0, -1))
print('main: unprocessed results', type(results).__name__)
real = list(results)
print('main: results:', real)
ex.shutdown(wait=True)
try: ex.submit(task, 1)
except RuntimeError as e: print(e)
with ThreadPoolExecutor(thread_name_prefix='T') as pool:
    print(pool.submit(lambda: threading.current_thread().name).result())
    try:
        list(pool.map(task, [20], timeout=0.01))
    except TimeoutError as e:
        print('TimeoutError')

# prints:
#   main: starting
#   main: unprocessed results generator
#   main: results: [0.5, 0.4, 0.3, 0.2, 0.1]
#   cannot schedule new futures after shutdown
#   T_0
#   TimeoutError
