"""A process has a memory of its own."""

import multiprocessing
import time

CHILDREN = 3  # param: children
WORK = 1.0  # param: work

balance = 100  # [balance]


def spend(amount, parent):
    global balance
    time.sleep(WORK)  # [work]
    balance = balance - amount  # [spend]
    print(f'the child that spent {amount} has', balance)  # [child-has]
    parent.send(balance)  # [report]


if __name__ == '__main__':
    children = []
    for number in range(1, CHILDREN + 1):
        ours, theirs = multiprocessing.Pipe()  # [pipe]
        child = multiprocessing.Process(target=spend, args=(10 * number, theirs))  # [create]
        child.start()  # [start]
        children.append((child, ours))
    for child, ours in children:
        rest = ours.recv()  # [receive]
        print(f'a child reports {rest}, its parent still has', balance)  # [parent-has]
        child.join()  # [join]
