"""MainThread starts a worker and may wait for it."""

import threading
import time

WAIT = 'join'  # param: wait
WORK = 3.0  # param: work
LIMIT = 1.0  # param: limit


def toil():
    name = threading.current_thread().name  # [name-worker]
    print(f'{name} begins')  # [begin]
    time.sleep(WORK)  # [work]
    print(f'{name} is done')  # [end]


name = threading.current_thread().name  # [name-main]
worker = threading.Thread(target=toil, name='worker')  # [create]
worker.start()  # [start]
print(f'{name} has started it')  # [started]
if WAIT == 'join':
    worker.join()  # [join]
elif WAIT == 'limit':
    worker.join(LIMIT)  # [join-limit]
print(f'{name} goes on; the worker is alive:', worker.is_alive())  # [go-on]
