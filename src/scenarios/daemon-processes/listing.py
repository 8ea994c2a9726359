"""A daemonic process is not waited for: it is terminated."""

import multiprocessing
import time

DAEMON = True  # param: daemon
ROUNDS = 6  # param: rounds
PACE = 0.6  # param: pace
LETTER = 3.0  # param: letter
STAY = 2.0  # param: stay


def watch():
    for number in range(1, ROUNDS + 1):
        time.sleep(PACE)  # [walk]
        print(f'the watchman ends round {number}')  # [round]


def write():
    time.sleep(LETTER)  # [write]
    print('the writer has ended the letter')  # [written]


if __name__ == '__main__':
    watchman = multiprocessing.Process(target=watch, name='watchman', daemon=DAEMON)  # [create-watchman]
    writer = multiprocessing.Process(target=write, name='writer')  # [create-writer]
    watchman.start()  # [start-watchman]
    writer.start()  # [start-writer]
    time.sleep(STAY)  # [stay]
    print('the main process has nothing left to do')  # [done]
