"""Two processes talk over a pipe."""

import multiprocessing
import time

VALUES = 6  # param: values
THINK = 0.8  # param: think
AHEAD = False  # param: ahead


def square(end):
    while True:
        number = end.recv()  # [child-receive]
        if number is None:
            break
        print(f'child got {number}')  # [child-say]
        time.sleep(THINK)  # [think]
        end.send(number * number)  # [child-send]
    print('child is done')  # [child-done]


if __name__ == '__main__':
    ours, theirs = multiprocessing.Pipe()  # [pipe]
    child = multiprocessing.Process(target=square, args=(theirs,), name='child')  # [create]
    child.start()  # [start]
    for number in range(1, VALUES + 1):
        ours.send(number)  # [send]
        if not AHEAD:
            print('parent got', ours.recv())  # [receive]
    ours.send(None)  # [send-end]
    if AHEAD:
        for _ in range(VALUES):
            print('parent got', ours.recv())  # [receive-later]
    child.join()  # [join]
    print(f'child ended with exit code {child.exitcode}')  # [exitcode]
