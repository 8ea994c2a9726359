"""Every process has a number, and knows that of its parent."""

import multiprocessing
import os
import time

CHAIN = False  # param: chain
CHILDREN = 3  # param: children
WORK = 1.0  # param: work


def live(number):
    time.sleep(WORK)  # [work]
    print(f'child {number} is process {os.getpid()}, its parent is {os.getppid()}')  # [tell]
    if CHAIN and number < CHILDREN:
        child = multiprocessing.Process(target=live, args=(number + 1,))  # [create-next]
        child.start()  # [start-next]
        child.join()  # [join-next]
    time.sleep(WORK)  # [rest]


if __name__ == '__main__':
    print('the main process is', os.getpid())  # [main]
    children = []
    for number in range(1, 2 if CHAIN else CHILDREN + 1):
        child = multiprocessing.Process(target=live, args=(number,))  # [create]
        child.start()  # [start]
        print(f'process {child.pid} is born')  # [born]
        children.append(child)
    for child in children:
        child.join()  # [join]
