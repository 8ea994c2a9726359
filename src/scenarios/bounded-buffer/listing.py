"""A bounded buffer by hand: a list, and a condition to wait on."""

import threading
import time

WAKE = 'all'  # param: wake
RECHECK = True  # param: recheck
ROOM = 2  # param: room
TRAY = 3  # param: tray
WAITERS = 4  # param: waiters
COOK = 1.2  # param: cook
SERVE = 0.8  # param: serve

TRAYS = 4

hatch = []  # [hatch]
changed = threading.Condition()  # [condition]


def fill():
    dish = 0
    for tray in range(TRAYS):
        time.sleep(COOK)  # [cook]
        with changed:  # [cook-acquires] [cook-releases]
            for place in range(TRAY):
                while len(hatch) == ROOM:  # [is-full]
                    changed.wait()  # [wait-room]
                    if not RECHECK:  # as if the `while` were an `if`
                        break
                dish += 1
                hatch.append(dish)  # [put]
                wake()
    with changed:  # [close] [closed]
        while hatch:  # [is-left]
            changed.wait()  # [wait-end]


def serve(number):
    while True:
        take(number)
        time.sleep(SERVE)  # [serve]


def take(number):
    with changed:  # [waiter-acquires] [waiter-releases]
        while not hatch:  # [is-empty]
            changed.wait()  # [wait-dish]
            if not RECHECK:  # as if the `while` were an `if`
                break
        dish = hatch.pop(0)  # [take]
        print(f'waiter {number} takes dish {dish}')  # [say]
        wake()


def wake():
    if WAKE == 'all':
        changed.notify_all()  # [notify-all]
    else:
        changed.notify()  # [notify]


for number in range(1, WAITERS + 1):
    waiter = threading.Thread(target=serve, args=(number,), name=f'waiter {number}', daemon=True)  # [create-waiter]
    waiter.start()  # [start-waiter]
cook = threading.Thread(target=fill, name='cook')  # [create-cook]
cook.start()  # [start-cook]
cook.join()  # [join]
print('the kitchen closes')  # [done]
