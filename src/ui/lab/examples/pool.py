# Two workers share five tasks; results come as they are ready.
from concurrent.futures import ThreadPoolExecutor, as_completed
import time

def square(n):
    time.sleep(n / 10)
    return n * n

with ThreadPoolExecutor(max_workers=2, thread_name_prefix='worker') as pool:
    futures = [pool.submit(square, n) for n in (3, 1, 4, 1, 5)]
    for future in as_completed(futures):
        print(future.result())
