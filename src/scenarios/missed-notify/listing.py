"""Who comes after the call has not heard it."""

import threading
import time

LOOK = False  # param: look
GUESTS = 4  # param: guests
WALK = 0.8  # param: walk
COOK = 1.8  # param: cook

ready = False  # [ready]
soup = threading.Condition()  # [soup]


def call():
    global ready
    time.sleep(COOK)  # [cook]
    with soup:  # [cook-acquires] [cook-releases]
        print('the soup is ready')  # [say-ready]
        ready = True  # [set-ready]
        soup.notify_all()  # [notify]


def eat(number):
    time.sleep(WALK * number)  # [walk]
    with soup:  # [acquire] [release]
        print(f'guest {number} sits down')  # [sit]
        if LOOK:
            while not ready:  # [look]
                soup.wait()  # [wait-ready]
        else:
            soup.wait()  # [wait]
    print(f'guest {number} eats')  # [eat]


for number in range(1, GUESTS + 1):
    guest = threading.Thread(target=eat, args=(number,), name=f'guest {number}')  # [create-guest]
    guest.start()  # [start-guest]
cook = threading.Thread(target=call, name='cook')  # [create-cook]
cook.start()  # [start-cook]
