"""Threads share a number, processes do not."""

import multiprocessing
import threading
import time

WORKERS = 'threads'  # param: workers
COUNT = 4  # param: count
PACE = 0.8  # param: pace

total = 0  # [total]


def add(number):
    global total
    total = total + number  # [add]
    print(f'worker {number} sees', total)  # [see]


if __name__ == '__main__':
    for number in range(1, COUNT + 1):
        if WORKERS == 'threads':
            worker = threading.Thread(target=add, args=(number,))  # [create-thread]
        else:
            worker = multiprocessing.Process(target=add, args=(number,))  # [create-process]
        worker.start()  # [start]
        time.sleep(PACE)  # [pace]
        worker.join()  # [join]
    print('in the end there is', total)  # [end]
