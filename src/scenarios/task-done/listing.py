"""A queue counts the tasks that are not done yet."""

import time

PROCESSES = False  # param: processes
EXTRA = False  # param: extra
WORKERS = 3  # param: workers
TASKS = 9  # param: tasks
WORK = 0.6  # param: work

if PROCESSES:
    from multiprocessing import JoinableQueue as Queue
    from multiprocessing import Process as Worker
else:
    from queue import Queue
    from threading import Thread as Worker

todo = Queue()  # [queue] [shared-queue]


def toil(number):
    while True:
        task = todo.get()  # [get]
        time.sleep(WORK + number / 5)  # [work]
        print(f'worker {number} has done task {task}')  # [did]
        todo.task_done()  # [task-done]


for number in range(1, WORKERS + 1):
    worker = Worker(target=toil, args=(number,), name=f'worker {number}', daemon=True)  # [create] [create-process]
    worker.start()  # [start]
for task in range(1, TASKS + 1):
    todo.put(task)  # [put]
print('all tasks are given out')  # [given]
todo.join()  # [join]
print('all tasks are done')  # [done]

if EXTRA:
    todo.task_done()  # [extra]
