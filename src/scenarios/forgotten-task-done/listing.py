"""The queue is empty, and still its join() waits."""

import queue
import threading
import time

MISTAKE = 'task-done'  # param: mistake
CLERKS = 2  # param: clerks
LETTERS = 6  # param: letters
STAMP = 0.7  # param: stamp

BAD = 3  # it has no address

mail = queue.Queue()  # [queue]


def work(number):
    while True:
        letter = mail.get()  # [get]
        time.sleep(STAMP)  # [stamp]
        if letter == BAD:
            print(f'clerk {number} drops letter {letter}')  # [drop]
            if MISTAKE == 'task-done':
                continue
        else:
            print(f'clerk {number} sends letter {letter}')  # [send]
        mail.task_done()  # [task-done]


for letter in range(1, LETTERS + 1):
    mail.put(letter)  # [put]
for number in range(1, CLERKS + 1):
    clerk = threading.Thread(target=work, args=(number,), name=f'clerk {number}', daemon=True)  # [create]
    clerk.start()  # [start]
if MISTAKE != 'join':
    mail.join()  # [join]
print('the office closes')  # [close]
