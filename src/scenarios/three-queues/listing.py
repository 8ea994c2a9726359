"""The same items in three queues come out in three orders."""

import queue
import threading
import time

EXTRA = False  # param: extra
MAXSIZE = 3  # param: maxsize
PACE = 0.7  # param: pace

JOBS = [(1, 'fire'), (5, 'dust'), (3, 'leak')]


def work(order, jobs):
    while not jobs.empty():  # [is-empty]
        time.sleep(PACE)  # [work]
        priority, name = jobs.get()  # [get]
        print(f'{order}: {name}, priority {priority}')  # [say]


fifo = queue.Queue(MAXSIZE)  # [fifo]
lifo = queue.LifoQueue(MAXSIZE)  # [lifo]
priority = queue.PriorityQueue(MAXSIZE)  # [priority]
print('empty at first:', fifo.empty())  # [empty-first]

for job in JOBS:
    time.sleep(PACE)  # [pace]
    fifo.put(job)  # [put-fifo]
    lifo.put(job)  # [put-lifo]
    priority.put(job)  # [put-priority]
print('full with three jobs:', fifo.full())  # [full]
if EXTRA:
    try:
        fifo.put_nowait((2, 'noise'))  # [put-extra]
        print('there is room for the noise')  # [room]
    except queue.Full:
        print('no room for the noise')  # [no-room]

team = []
for name, jobs in {'fifo': fifo, 'lifo': lifo, 'priority': priority}.items():
    worker = threading.Thread(target=work, args=(name, jobs), name=name)  # [create]
    worker.start()  # [start]
    team.append(worker)
for worker in team:
    worker.join()  # [join]
print('empty in the end:', fifo.empty())  # [empty-end]
