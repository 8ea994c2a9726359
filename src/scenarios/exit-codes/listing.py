"""How a process ended is a number."""

import multiprocessing
import sys
import time

CODE = 3  # param: code
END = 'terminate'  # param: end
WORK = 1.0  # param: work
LIMIT = 0.6  # param: limit


def succeed():
    time.sleep(WORK)  # [succeed]


def fail():
    time.sleep(2 * WORK)  # [fail]
    raise ValueError('this was not planned')


def leave():
    time.sleep(3 * WORK)  # [leave]
    sys.exit(CODE)  # [exit]


def stay():
    time.sleep(20 * WORK)  # [stay]


if __name__ == '__main__':
    children = []
    for job in (succeed, fail, leave, stay):
        child = multiprocessing.Process(target=job, name=job.__name__)  # [create]
        child.start()  # [start]
        children.append(child)
    for child in children:
        child.join(LIMIT)  # [join-limit]
        while child.is_alive():  # [alive]
            print(f'{child.name} is still running: its exit code is', child.exitcode)  # [running]
            if child.name == 'stay':
                if END == 'terminate':
                    child.terminate()  # [terminate]
                else:
                    child.kill()  # [kill]
            child.join(LIMIT)  # [join-again]
        print(f'{child.name} has ended with exit code', child.exitcode)  # [ended]
