"""Waiting for each answer, or going on meanwhile."""

import queue
import threading
import time

WAY = 'call'  # param: way
QUESTIONS = 3  # param: questions
THINK = 1.5  # param: think
WORK = 1.0  # param: work

asked = queue.Queue()  # [asked]
answered = queue.Queue()  # [answered]


def answer():
    for _ in range(QUESTIONS):
        question = asked.get()  # [hear]
        time.sleep(THINK)  # [think]
        answered.put(question.replace('Q', 'A'))  # [answer]


def hear():
    print('Ann has', answered.get())  # [get-answer]


ben = threading.Thread(target=answer, name='Ben')  # [create]
ben.start()  # [start]
begin = time.monotonic()  # [begin]
for number in range(1, QUESTIONS + 1):
    asked.put(f'Q{number}')  # [ask]
    if WAY == 'call':
        hear()
    time.sleep(WORK)  # [work]
    print(f'Ann has done her work {number}')  # [done]
if WAY == 'message':
    for _ in range(QUESTIONS):
        hear()
print(f'that took {time.monotonic() - begin:.1f} s')  # [end]
