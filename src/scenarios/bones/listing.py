"""Two butchers fill the bowl of one dog."""

import queue
import threading
import time

WAIT = True  # param: wait
MAXSIZE = 4  # param: maxsize
BONES = 6  # param: bones
CUT = 0.5  # param: cut
EAT = 0.8  # param: eat
PATIENCE = 2.0  # param: patience

bowl = queue.Queue(MAXSIZE)  # [bowl]


def cut(letter):
    for number in range(1, BONES + 1):
        time.sleep(CUT)  # [cut]
        bone = f'{letter}{number}'
        if WAIT:
            bowl.put(bone)  # [put]
        else:
            try:
                bowl.put_nowait(bone)  # [put-nowait]
            except queue.Full:
                print(f'butcher {letter} throws bone {bone} away')  # [waste]


def feed():
    while True:
        try:
            bone = bowl.get(timeout=PATIENCE)  # [get]
        except queue.Empty:
            print('the dog falls asleep')  # [asleep]
            return
        time.sleep(EAT)  # [eat]
        print(f'the dog has eaten bone {bone}')  # [eaten]


dog = threading.Thread(target=feed, name='dog')  # [create-dog]
dog.start()  # [start-dog]
for letter in 'ab':
    butcher = threading.Thread(target=cut, args=(letter,), name=f'butcher {letter}')  # [create-butcher]
    butcher.start()  # [start-butcher]
