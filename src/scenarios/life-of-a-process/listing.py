"""The life of a process, from new to gone."""

import multiprocessing
import sys
import time

AWAITS = 'time'  # param: awaits
JOINS = False  # param: joins
WORK = 1.0  # param: work


def compute(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def live():
    compute(WORK)  # [compute]
    if AWAITS == 'line':
        sys.stdin = open('/dev/tty')  # [open]
        name = input('What is your name? ')  # [input]
        print(f'Hello, {name}.')  # [hello]
    else:
        time.sleep(WORK)  # [sleep]
    compute(WORK / 2)  # [again]


if __name__ == '__main__':
    child = multiprocessing.Process(target=live)  # [new]
    time.sleep(WORK / 2)  # [before]
    child.start()  # [start]
    if JOINS:
        child.join()  # [join]
    else:
        time.sleep(5 * WORK)  # [elsewhere]
    print('The exit code of the child is', child.exitcode)  # [exitcode]
    time.sleep(WORK / 2)  # [after]
