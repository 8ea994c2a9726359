"""One function, many values: a pool's map() and its kin."""

import multiprocessing
import time
from multiprocessing.pool import ThreadPool

WAY = 'imap_unordered'  # param: way
THREADS = False  # param: threads
CHUNK = 1  # param: chunk
WORKERS = 3  # param: workers
WORK = 0.4  # param: work

LENGTHS = [5, 1, 4, 2, 3, 1, 6, 2]


def bake(length):
    time.sleep(length * WORK)  # [bake]
    return f'bread {length}'


def bake_with(length, extra):
    time.sleep(length * WORK)  # [bake-with]
    return f'bread {length} with {extra}'


if __name__ == '__main__':
    if THREADS:
        pool = ThreadPool(WORKERS)  # [thread-pool]
    else:
        pool = multiprocessing.Pool(WORKERS)  # [pool]
    if WAY == 'map':
        breads = pool.map(bake, LENGTHS, CHUNK)  # [map]
    elif WAY == 'map_async':
        order = pool.map_async(bake, LENGTHS, CHUNK)  # [map-async]
        print('ordered; now there is time for coffee')  # [ordered]
        breads = order.get()  # [get]
    elif WAY == 'starmap':
        breads = pool.starmap(bake_with, [(length, 'nuts') for length in LENGTHS], CHUNK)  # [starmap]
    elif WAY == 'imap':
        breads = pool.imap(bake, LENGTHS, CHUNK)  # [imap]
    else:
        breads = pool.imap_unordered(bake, LENGTHS, CHUNK)  # [imap-unordered]
    for bread in breads:  # [next]
        print(bread)  # [bread]
    pool.close()  # [close]
    pool.join()  # [join]
    print('the bakery closes')  # [done]
