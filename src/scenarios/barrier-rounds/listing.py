"""At every hut each hiker waits until all have come."""

import threading
import time

ABORT = False  # param: abort
HIKERS = 4  # param: hikers
HUTS = 3  # param: huts
WALK = 0.6  # param: walk
SLOW = 1.0  # param: slow

together = threading.Barrier(HIKERS)  # [barrier]


def hike(number):
    is_last = number == HIKERS
    for hut in range(1, HUTS + 1):
        time.sleep(WALK + number / 5)  # [walk]
        if is_last:
            time.sleep(SLOW)  # [slow]
        if is_last and ABORT and hut == 2:
            print(f'hiker {number} has had enough')  # [enough]
            together.abort()  # [abort]
            return
        print(f'hiker {number} comes to hut {hut}')  # [come]
        try:
            together.wait()  # [wait]
        except threading.BrokenBarrierError:
            print(f'hiker {number} goes home from hut {hut}')  # [home]
            return
        print(f'hiker {number} leaves hut {hut}')  # [leave]


for number in range(1, HIKERS + 1):
    hiker = threading.Thread(target=hike, args=(number,), name=f'hiker {number}')  # [create]
    hiker.start()  # [start]
