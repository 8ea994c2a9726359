"""Readers share a room; a writer needs it alone."""

import threading
import time

FAIR = False  # param: fair
READERS = 3  # param: readers
ROUNDS = 5  # param: rounds
READ = 1.2  # param: read
REST = 0.3  # param: rest

reading = 0  # [reading]
counter = threading.Lock()  # [counter]
room = threading.Lock()  # [room]
door = threading.Lock()  # [door]


def read(number):
    global reading
    for _ in range(ROUNDS):
        if FAIR:
            door.acquire()  # [reader-at-door]
            door.release()  # [reader-through]
        with counter:  # [count-in] [counted-in]
            reading = reading + 1  # [one-more]
            if reading == 1:  # [is-first]
                room.acquire()  # [first-in]
        time.sleep(READ)  # [read]
        with counter:  # [count-out] [counted-out]
            reading = reading - 1  # [one-less]
            if reading == 0:  # [is-last]
                room.release()  # [last-out]
        time.sleep(REST)  # [rest]
    print(f'reader {number} has read enough')  # [read-enough]


def write():
    time.sleep(READ / 2)  # [come]
    came = time.monotonic()  # [came]
    if FAIR:
        door.acquire()  # [writer-at-door]
    room.acquire()  # [writer-in]
    waited = time.monotonic() - came  # [waited]
    print(f'the writer has waited {waited:.1f} s')  # [say-waited]
    time.sleep(READ)  # [write]
    room.release()  # [writer-out]
    if FAIR:
        door.release()  # [writer-through]


writer = threading.Thread(target=write, name='writer')  # [create-writer]
writer.start()  # [start-writer]
for number in range(1, READERS + 1):
    reader = threading.Thread(target=read, args=(number,), name=f'reader {number}')  # [create-reader]
    reader.start()  # [start-reader]
    time.sleep(READ / READERS)  # [stagger]
