"""A queue counts the tasks that are not done yet."""

import queue
import threading
import time

EXTRA = False  # param: extra
WORKERS = 3  # param: workers
TASKS = 9  # param: tasks
WORK = 0.6  # param: work

todo = queue.Queue()  # [queue]


def toil(number):
    while True:
        task = todo.get()  # [get]
        time.sleep(WORK + number / 5)  # [work]
        print(f'worker {number} has done task {task}')  # [did]
        todo.task_done()  # [task-done]


for number in range(1, WORKERS + 1):
    worker = threading.Thread(target=toil, args=(number,), name=f'worker {number}', daemon=True)  # [create]
    worker.start()  # [start]
for task in range(1, TASKS + 1):
    todo.put(task)  # [put]
print('all tasks are given out')  # [given]
todo.join()  # [join]
print('all tasks are done')  # [done]

if EXTRA:
    todo.task_done()  # [extra]
