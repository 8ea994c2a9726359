"""A tree of processes, with zombies or orphans in it."""

import os
import time

PARENT = 'late'  # param: parent
CHILDREN = 2  # param: children
WORK = 1.0  # param: work


def be_child(number):
    print(f'child {number}: my parent is process {os.getppid()}')  # [child]
    time.sleep(WORK * number)  # [work]
    print(f'child {number}: now my parent is process {os.getppid()}')  # [end]
    os._exit(number)  # [exit]


def take():
    for _ in range(CHILDREN):
        pid, status = os.wait()  # [wait]
        print(f'parent: process {pid} left exit code', os.waitstatus_to_exitcode(status))  # [took]


def be_parent():
    for number in range(1, CHILDREN + 1):
        if os.fork() == 0:  # [fork]
            be_child(number)
    if PARENT == 'waits':
        take()
    elif PARENT == 'late':
        time.sleep(WORK * (CHILDREN + 1))  # [late]
        take()
    else:
        time.sleep(WORK / 2)  # [leave]
    os._exit(0)  # [gone]


if os.fork() == 0:  # [family]
    be_parent()
pid, status = os.wait()  # [grandparent]
print(f'main: the parent, process {pid}, is gone')  # [told]
time.sleep(WORK * (CHILDREN + 1))  # [stay]
