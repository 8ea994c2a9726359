"""A daemon does not keep its program alive."""

import threading
import time

DAEMON = True  # param: daemon
CHILDREN = 5  # param: children
WORK = 2.0  # param: work
LIMIT = 0.5  # param: limit
PATIENCE = 2.3  # param: patience


def toil(number):
    print(f'child {number} begins')  # [begin]
    time.sleep(WORK)  # [work]
    print(f'child {number} is done')  # [done]


def care():
    for number in range(1, CHILDREN + 1):
        child = threading.Thread(target=toil, args=(number,), name=f'child {number}')  # [create-child]
        child.start()  # [start-child]
        child.join(LIMIT)  # [join-child]
    print('all children are on their way')  # [cared]


parent = threading.Thread(target=care, name='parent', daemon=DAEMON)  # [create-parent]
parent.start()  # [start-parent]
parent.join(PATIENCE)  # [join-parent]
print('MainThread is done')  # [main-done]
