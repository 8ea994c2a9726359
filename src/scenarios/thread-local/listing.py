"""One name, and behind it a value for each thread."""

import threading
import time

OWN = True  # param: own
CLERKS = 3  # param: clerks
LETTERS = 3  # param: letters
WRITE = 1.2  # param: write


class Shared:
    """Attributes that all threads have in common."""


if OWN:
    desk = threading.local()  # [local]
else:
    desk = Shared()  # [shared]


def work(letter):
    for number in range(1, LETTERS + 1):
        desk.customer = f'{letter}{number}'  # [note-own] [note-shared]
        time.sleep(WRITE)  # [write]
        send(letter)


def send(letter):
    """Nobody tells it who the customer is; it looks on the desk."""
    customer = desk.customer  # [look-own] [look-shared]
    print(f'clerk {letter} writes to {customer}')  # [send]


office = []
for letter in 'abcdef'[:CLERKS]:
    clerk = threading.Thread(target=work, args=(letter,), name=f'clerk {letter}')  # [create]
    clerk.start()  # [start]
    office.append(clerk)
    time.sleep(0.3)  # [stagger]
for clerk in office:
    clerk.join()  # [join]

if OWN:
    print('MainThread has a customer:', hasattr(desk, 'customer'))  # [ask-own]
else:
    print('on the one desk lies', desk.customer)  # [ask-shared]
