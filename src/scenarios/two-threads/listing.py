"""Two threads run at the same time."""

import threading
import time

NAMED = True  # param: named
STEPS = 6  # param: steps
FAST = 0.5  # param: fast
SLOW = 0.8  # param: slow


def count(pause):
    me = threading.current_thread()  # [me]
    for step in range(1, STEPS + 1):
        print(f'{me.name} is at step {step}')  # [say]
        time.sleep(pause)  # [pause]


tick = threading.Thread(target=count, args=(FAST,), name='tick' if NAMED else '')  # [create-tick]
tock = threading.Thread(target=count, args=(SLOW,), name='tock' if NAMED else '')  # [create-tock]
tick.start()  # [start-tick]
tock.start()  # [start-tock]
names = [thread.name for thread in threading.enumerate()]  # [enumerate] [names]
print('on their way:', names)  # [started]
