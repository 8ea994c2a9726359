"""Concurrency is taking turns, parallelism is at the same time: four workers that count, on so many cores."""

import multiprocessing
import os
import threading
import time

WORKERS = 'threads'  # param: workers
CORES = 4  # param: cores
IO = 0.0  # param: io


def compute(seconds):
    """Counts until it has used a core for so long."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def work(number):
    for part in range(4):
        compute(0.2)  # [compute]
        if IO > 0:
            time.sleep(IO)  # [io]
    print(f'worker {number} is done')  # [done]


if __name__ == '__main__':
    if hasattr(os, 'sched_setaffinity'):
        os.sched_setaffinity(0, range(CORES))
    # 'free' is a Python without the global interpreter lock: python3.13t, not python3.13.
    kind = multiprocessing.Process if WORKERS == 'processes' else threading.Thread
    began = time.monotonic()  # [began]
    workers = []
    for number in range(1, 5):
        worker = kind(target=work, args=(number,), name=f'worker-{number}')  # [create]
        worker.start()  # [start]
        workers.append(worker)
    for worker in workers:
        worker.join()  # [join]
    print(f'all done after {time.monotonic() - began:.1f} s')  # [total]
