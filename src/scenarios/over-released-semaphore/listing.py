"""Giving back a place that was never had."""

import threading
import time

MISTAKE = True  # param: mistake
BOUNDED = False  # param: bounded
PLACES = 2  # param: places
CARS = 8  # param: cars
STAY = 2.5  # param: stay
PATIENCE = 1.0  # param: patience

if BOUNDED:
    places = threading.BoundedSemaphore(PLACES)  # [bounded]
else:
    places = threading.Semaphore(PLACES)  # [semaphore]


def park(number):
    parked = places.acquire(timeout=PATIENCE)  # [acquire]
    if parked:
        print(f'car {number} is parked')  # [parked]
        time.sleep(STAY)  # [stay]
        print(f'car {number} drives off')  # [drive-off]
    else:
        print(f'car {number} has no place')  # [give-up]
    if parked or MISTAKE:
        places.release()  # [release]


for number in range(1, CARS + 1):
    car = threading.Thread(target=park, args=(number,), name=f'car {number}')  # [create]
    car.start()  # [start]
    time.sleep(0.3)  # [arrive]
