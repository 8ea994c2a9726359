"""A thread that fails, fails alone."""

import threading
import time

FAILURE = 'raise'  # param: failure
HOOK = False  # param: hook
PACE = 0.5  # param: pace


def work(number):
    for part in range(1, 5):
        time.sleep(PACE)  # [work]
        if number == 2 and part == 3:
            if FAILURE == 'raise':
                print(part / 0)  # [raise]
            elif FAILURE == 'hang':
                print('worker 2 never looks up again')  # [last-words]
                while True:  # [hang]
                    pass
        print(f'worker {number} has done part {part}')  # [say]


def report(args):
    print(f'{args.thread.name} has failed:', args.exc_value)  # [report]


if HOOK:
    threading.excepthook = report  # [hook]
workers = []
for number in range(1, 4):
    worker = threading.Thread(target=work, args=(number,), name=f'worker {number}')  # [create]
    worker.start()  # [start]
    workers.append(worker)
for worker in workers:
    worker.join()  # [join]
print('every worker has ended, one way or another')  # [done]
