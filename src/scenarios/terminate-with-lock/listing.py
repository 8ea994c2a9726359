"""A process that is terminated gives nothing back, its lock neither."""

import multiprocessing
import time

TERMINATE = True  # param: terminate
WORK = 2.0  # param: work
PATIENCE = 1.2  # param: patience


def print_page(name, printer):
    printer.acquire()  # [acquire]
    print(f'{name} has the printer')  # [has]
    try:
        time.sleep(WORK)  # [work]
    finally:
        printer.release()  # [release]
    print(f'{name} has printed a page')  # [printed]


if __name__ == '__main__':
    printer = multiprocessing.Lock()  # [lock]
    ann = multiprocessing.Process(target=print_page, args=('Ann', printer), name='Ann')  # [create-ann]
    ben = multiprocessing.Process(target=print_page, args=('Ben', printer), name='Ben')  # [create-ben]
    ann.start()  # [start-ann]
    time.sleep(PATIENCE)  # [patience]
    ben.start()  # [start-ben]
    if TERMINATE:
        ann.terminate()  # [terminate]
    ann.join()  # [join-ann]
    print('Ann has ended with exit code', ann.exitcode)  # [ended-ann]
    ben.join()  # [join-ben]
    print('Ben has ended with exit code', ben.exitcode)  # [ended-ben]
