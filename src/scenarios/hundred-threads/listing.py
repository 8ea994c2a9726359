"""A hundred threads take 1 from one number."""

import threading
import time

LOCK = True  # param: lock
GAP = 0.05  # param: gap

number = 100  # [number]
lock = threading.Lock()  # [lock]


def subtract():
    global number
    seen = number  # [read]
    time.sleep(GAP)  # [gap]
    number = seen - 1  # [write]


def take():
    if LOCK:
        with lock:  # [acquire] [release]
            subtract()
    else:
        subtract()


threads = []
for _ in range(100):
    thread = threading.Thread(target=take)  # [create]
    thread.start()  # [start]
    threads.append(thread)
for thread in threads:
    thread.join()  # [join]
print(f'100 - 100 = {number}')  # [result]
