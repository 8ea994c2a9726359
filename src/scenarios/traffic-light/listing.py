"""One event holds back any number of cars."""

import threading
import time

CARS = 5  # param: cars
POLL = False  # param: poll
CLEAR = 'yellow'  # param: clear
RED = 2.0  # param: red
GREEN = 3.0  # param: green
YELLOW = 1.0  # param: yellow
LAP = 1.5  # param: lap
NAP = 0.4  # param: nap

light = 'red'  # [light]
go = threading.Event()  # [event]


def change():
    global light
    while True:
        light = 'red'  # [red]
        if CLEAR == 'red':
            go.clear()  # [clear-red]
        time.sleep(RED)  # [stay-red]
        light = 'green'  # [green]
        go.set()  # [set]
        time.sleep(GREEN)  # [stay-green]
        light = 'yellow'  # [yellow]
        if CLEAR == 'yellow':
            go.clear()  # [clear]
        time.sleep(YELLOW)  # [stay-yellow]


def drive(number):
    while True:
        if POLL:
            while not go.is_set():  # [look]
                time.sleep(NAP)  # [nap]
        else:
            go.wait()  # [wait]
        print(f'car {number} goes: the light is {light}')  # [go]
        time.sleep(LAP + number / 5)  # [lap]


control = threading.Thread(target=change, name='light')  # [create-light]
control.start()  # [start-light]
for number in range(1, CARS + 1):
    car = threading.Thread(target=drive, args=(number,), name=f'car {number}')  # [create-car]
    car.start()  # [start-car]
