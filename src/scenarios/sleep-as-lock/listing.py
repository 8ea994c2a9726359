"""Sleeping until the others must be done."""

import threading
import time

LOCK = False  # param: lock
TURN = 0.8  # param: turn
WORK = 0.6  # param: work
LATE = 0.5  # param: late

balance = 0  # [balance]
lock = threading.Lock()  # [lock]


def deposit(number):
    global balance
    if LOCK:
        lock.acquire()  # [acquire]
    else:
        time.sleep((number - 1) * TURN)  # [turn]
    seen = balance  # [read]
    time.sleep(WORK + LATE if number == 3 else WORK)  # [work]
    balance = seen + 10  # [write]
    print(f'clerk {number} makes {seen} into {seen + 10}')  # [say]
    if LOCK:
        lock.release()  # [release]


clerks = []
for number in range(1, 6):
    clerk = threading.Thread(target=deposit, args=(number,), name=f'clerk {number}')  # [create]
    clerk.start()  # [start]
    clerks.append(clerk)
for clerk in clerks:
    clerk.join()  # [join]
print('5 clerks put in 10 each, which makes', balance)  # [sum]
