"""Processes wait for each other, for a signal and for room."""

import multiprocessing
import threading
import time

MODULE = 'multiprocessing'  # param: module
RUNNERS = 4  # param: runners
PLACES = 2  # param: places
WARMUP = 0.3  # param: warmup
CROSS = 0.8  # param: cross

across = 0  # [across]


def run(number, ready, go, bridge):
    global across
    time.sleep(WARMUP * number)  # [warm-up]
    ready.wait()  # [meet]
    go.wait()  # [wait]
    with bridge:  # [acquire] [release]
        time.sleep(CROSS)  # [cross]
    across = across + 1  # [count]
    me = multiprocessing.current_process()  # [who]
    who = f'{me.name}, pid {me.pid}'  # [name]
    print(f'{who}, is across: my count is {across}')  # [arrive]


if __name__ == '__main__':
    if MODULE == 'multiprocessing':
        ready = multiprocessing.Barrier(RUNNERS + 1)  # [barrier]
        go = multiprocessing.Event()  # [event]
        bridge = multiprocessing.Semaphore(PLACES)  # [semaphore]
    else:
        ready = threading.Barrier(RUNNERS + 1)  # [thread-barrier]
        go = threading.Event()  # [thread-event]
        bridge = threading.Semaphore(PLACES)  # [thread-semaphore]

    runners = []
    for number in range(1, RUNNERS + 1):
        name, args = f'runner {number}', (number, ready, go, bridge)
        runner = multiprocessing.Process(target=run, args=args, name=name)  # [create]
        runner.start()  # [start]
        runners.append(runner)
    ready.wait()  # [meet-all]
    print('all are ready')  # [ready]
    time.sleep(1)  # [pause]
    go.set()  # [set]
    for runner in runners:
        runner.join()  # [join]
    print(f'all are across: the parent has counted {across}')  # [result]
