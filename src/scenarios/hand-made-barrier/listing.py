"""A barrier made by hand lets the quick through twice."""

import threading
import time

SECOND = False  # param: second
PLAYERS = 3  # param: players
ROUNDS = 3  # param: rounds
THINK = 0.4  # param: think
REACH = 1.5  # param: reach

ready = 0  # [ready]
lock = threading.Lock()  # [lock]
tokens = threading.Semaphore(0)  # [tokens]
onward = threading.Semaphore(0)  # [onward]


def play(number):
    for turn in range(1, ROUNDS + 1):
        time.sleep(THINK * number)  # [think]
        barrier(number)
        print(f'player {number} plays round {turn}')  # [play]


def barrier(number):
    global ready
    with lock:  # [count-in] [counted-in]
        ready += 1  # [one-more]
        if ready == PLAYERS:  # [all-here]
            tokens.release(PLAYERS)  # [open]
            if not SECOND:
                ready = 0  # [reset]
    if number == PLAYERS:
        time.sleep(REACH)  # [reach]
    tokens.acquire()  # [take]
    if SECOND:
        with lock:  # [count-out] [counted-out]
            ready -= 1  # [one-less]
            if ready == 0:  # [all-through]
                onward.release(PLAYERS)  # [open-second]
        onward.acquire()  # [go-on]


for number in range(1, PLAYERS + 1):
    player = threading.Thread(target=play, args=(number,), name=f'player {number}')  # [create]
    player.start()  # [start]
