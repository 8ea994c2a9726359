"""Processes count in memory that they share."""

import multiprocessing
import time

SHARE = 'value'  # param: share
LOCK = False  # param: lock
GATES = 3  # param: gates
VISITORS = 5  # param: visitors
GAP = 0.2  # param: gap


def add(counter, place):
    if SHARE == 'value':
        seen = counter.value  # [read]
        time.sleep(GAP)  # [gap]
        counter.value = seen + 1  # [write]
    else:
        seen = counter[place]  # [read-place]
        time.sleep(GAP)  # [gap-place]
        counter[place] = seen + 1  # [write-place]


def count(counter, place):
    for _ in range(VISITORS):
        if LOCK:
            with counter.get_lock():  # [acquire] [release]
                add(counter, place)
        else:
            add(counter, place)


if __name__ == '__main__':
    if SHARE == 'value':
        counter = multiprocessing.Value('i', 0)  # [value]
    else:
        counter = multiprocessing.Array('i', GATES)  # [array]

    gates = []
    for place in range(GATES):
        name = f'gate {place}'
        gate = multiprocessing.Process(target=count, args=(counter, place), name=name)  # [create]
        gate.start()  # [start]
        gates.append(gate)
    for gate in gates:
        gate.join()  # [join]
    counted = counter.value if SHARE == 'value' else sum(counter[:])  # [sum]
    print(f'{GATES * VISITORS} visitors came, {counted} were counted')  # [result]
