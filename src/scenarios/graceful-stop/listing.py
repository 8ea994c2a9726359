"""A process that is asked to stop may finish what it has begun."""

import functools
import multiprocessing
import signal
import threading
import time

HANDLER = True  # param: handler
END = 'terminate'  # param: end
WORK = 1.0  # param: work
PATIENCE = 2.4  # param: patience


def stop(stopping, signum, frame):
    print('asked to stop: after this item')  # [told]
    stopping.set()  # [set]


def pack():
    stopping = threading.Event()  # [flag]
    if HANDLER:
        signal.signal(signal.SIGTERM, functools.partial(stop, stopping))  # [handler]
    item = 0
    while not stopping.is_set():  # [asked]
        item += 1
        print(f'item {item} is begun')  # [begun]
        time.sleep(WORK)  # [work]
        print(f'item {item} is packed')  # [packed]
    print('the worker closes its box')  # [close]


if __name__ == '__main__':
    worker = multiprocessing.Process(target=pack, name='worker')  # [create]
    worker.start()  # [start]
    time.sleep(PATIENCE)  # [patience]
    if END == 'terminate':
        worker.terminate()  # [terminate]
    else:
        worker.kill()  # [kill]
    worker.join()  # [join]
    print('the worker has ended with exit code', worker.exitcode)  # [ended]
