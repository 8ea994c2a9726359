"""A semaphore counts the free seats."""

import threading
import time

SEATS = 5  # param: seats
GUESTS = 20  # param: guests
MEAL = 1.5  # param: meal
COUNT = False  # param: count
EXTRA = False  # param: extra

seats = threading.BoundedSemaphore(SEATS)  # [semaphore]


def eat(number):
    with seats:  # [acquire] [release]
        print(f'guest {number} sits down')  # [sit]
        time.sleep(MEAL)  # [meal]
        print(f'guest {number} gets up')  # [leave]


guests = []
for number in range(1, GUESTS + 1):
    guest = threading.Thread(target=eat, args=(number,), name=f'guest {number}')  # [create]
    guest.start()  # [start]
    guests.append(guest)
    time.sleep(0.1)  # [arrive]
if COUNT:
    while threading.active_count() > 1:  # [count]
        print('guests in the house:', threading.active_count() - 1)  # [counted]
        time.sleep(1)  # [look]
for guest in guests:
    guest.join()  # [join]
print('the last guest has left')  # [done]

if EXTRA:
    seats.release()  # [extra]
