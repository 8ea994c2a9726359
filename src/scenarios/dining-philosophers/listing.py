"""Each needs two forks to eat, and shares both."""

import threading
import time

RULE = 'left-first'  # param: rule
PHILOSOPHERS = 5  # param: philosophers
MEALS = 3  # param: meals
THINK = 0.8  # param: think
REACH = 0.4  # param: reach
EAT = 1.0  # param: eat

forks = [threading.Lock() for _ in range(PHILOSOPHERS)]  # [fork]
waiter = threading.Semaphore(PHILOSOPHERS - 1)  # [waiter]


def dine(number, first, second):
    for meal in range(1, MEALS + 1):
        time.sleep(THINK)  # [think]
        if RULE == 'waiter':
            waiter.acquire()  # [ask-waiter]
        with first:  # [take-first] [give-first]
            print(f'philosopher {number} has one fork')  # [has-one]
            time.sleep(REACH)  # [reach]
            with second:  # [take-second] [give-second]
                print(f'philosopher {number} eats meal {meal}')  # [has-both]
                time.sleep(EAT)  # [eat]
        if RULE == 'waiter':
            waiter.release()  # [thank-waiter]


for number in range(PHILOSOPHERS):
    left, right = number, (number + 1) % PHILOSOPHERS
    if RULE == 'ordered':
        left, right = min(left, right), max(left, right)
    seat = (number, forks[left], forks[right])
    philosopher = threading.Thread(target=dine, args=seat, name=f'philosopher {number}')  # [create]
    philosopher.start()  # [start]
