"""Two people step aside for each other for ever."""

import threading
import time

PATIENT = False  # param: patient
STEP = 0.5  # param: step
PAUSE = 0.5  # param: pause

left = threading.Lock()  # [left]
right = threading.Lock()  # [right]


def walk(name, own, other, pause):
    through = False
    while not through:
        own.acquire()  # [take-own]
        time.sleep(STEP)  # [step]
        through = other.acquire(blocking=False)  # [try-other]
        if through:
            print(f'{name} is through')  # [through]
            other.release()  # [give-other]
        else:
            print(f'{name} says: after you')  # [after-you]
            time.sleep(STEP)  # [hesitate]
        own.release()  # [give-own]
        time.sleep(pause)  # [pause]


patience = 3 * PAUSE if PATIENT else PAUSE
ann = threading.Thread(target=walk, args=('Ann', left, right, PAUSE), name='Ann')  # [create-ann]
ben = threading.Thread(target=walk, args=('Ben', right, left, patience), name='Ben')  # [create-ben]
ann.start()  # [start-ann]
ben.start()  # [start-ben]
