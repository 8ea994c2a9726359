# A queue with room for two: the faster side waits.
import queue
import threading
import time

box = queue.Queue(maxsize=2)

def bake():
    for n in range(1, 6):
        time.sleep(0.1)
        box.put(f'bread {n}')
    box.put(None)

def eat():
    while (bread := box.get()) is not None:
        time.sleep(0.3)
        print('ate', bread)

threading.Thread(target=bake, name='baker').start()
threading.Thread(target=eat, name='guest').start()
