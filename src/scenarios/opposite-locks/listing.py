"""Two threads take two locks in opposite order."""

import threading
import time

OPPOSITE = True  # param: opposite
LETTERS = 3  # param: letters
REACH = 0.6  # param: reach
WRITE = 1.0  # param: write

pen = threading.Lock()  # [pen]
paper = threading.Lock()  # [paper]


def write(name, first, second):
    for number in range(1, LETTERS + 1):
        with first:  # [take-first] [give-first]
            print(f'{name} has one of the two')  # [has-one]
            time.sleep(REACH)  # [reach]
            with second:  # [take-second] [give-second]
                print(f'{name} has both and writes letter {number}')  # [has-both]
                time.sleep(WRITE)  # [write]


a, b = (paper, pen) if OPPOSITE else (pen, paper)
ann = threading.Thread(target=write, args=('Ann', pen, paper), name='Ann')  # [create-ann]
ben = threading.Thread(target=write, args=('Ben', a, b), name='Ben')  # [create-ben]
ann.start()  # [start-ann]
ben.start()  # [start-ben]
