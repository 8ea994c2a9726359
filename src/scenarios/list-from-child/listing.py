"""A child process hands its parent a list."""

import multiprocessing
import time

WAY = 'queue'  # param: way
FIRST = 'get'  # param: first
LONG = False  # param: long
WORK = 1.0  # param: work

squares = []  # [squares]


def compute(box):
    global squares
    time.sleep(WORK)  # [work]
    squares = [number * number for number in range(30_000 if LONG else 6)]  # [compute]
    print('the child has a list of', len(squares))  # [computed]
    if box is not None:
        box.put(squares)  # [put]


if __name__ == '__main__':
    box = None
    if WAY == 'queue':
        box = multiprocessing.Queue()  # [queue]
    child = multiprocessing.Process(target=compute, args=(box,), name='child')  # [create]
    child.start()  # [start]
    if box is not None and FIRST == 'get':
        squares = box.get()  # [get]
    child.join()  # [join]
    if box is not None and FIRST == 'join':
        squares = box.get()  # [get-late]
    print('the parent has a list of', len(squares))  # [have]
