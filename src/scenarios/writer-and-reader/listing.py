"""An empty queue does not mean that everything has been read."""

import multiprocessing
import time

ENDING = 'terminate'  # param: ending
SIMPLE = False  # param: simple
LETTERS = 5  # param: letters
WRITE = 0.5  # param: write
READ = 0.8  # param: read
LOOK = 0.5  # param: look


def write(box):
    for letter in 'ABCDEFGHIJ'[:LETTERS]:
        time.sleep(WRITE)  # [write]
        box.put(letter)  # [put]
        print(f'the writer has put {letter}')  # [say-put]


def read(box):
    while True:
        letter = box.get()  # [get]
        if letter is None:
            break
        time.sleep(READ)  # [read]
        print(f'the reader has read {letter}')  # [say-read]


if __name__ == '__main__':
    if SIMPLE:
        box = multiprocessing.SimpleQueue()  # [simple-queue]
    else:
        box = multiprocessing.Queue()  # [queue]
    writer = multiprocessing.Process(target=write, args=(box,), name='writer')  # [create-writer]
    reader = multiprocessing.Process(target=read, args=(box,), name='reader')  # [create-reader]
    writer.start()  # [start-writer]
    reader.start()  # [start-reader]
    writer.join()  # [join-writer]
    if ENDING == 'terminate':
        while not box.empty():  # [empty]
            time.sleep(LOOK)  # [look]
        reader.terminate()  # [terminate]
    else:
        box.put(None)  # [put-none]
    reader.join()  # [join-reader]
    print('the reader has ended with exit code', reader.exitcode)  # [ended]
