# Each takes one lock and waits for the other one's.
import threading
import time

paper, pen = threading.Lock(), threading.Lock()

def write(name, first, second):
    with first:
        time.sleep(0.1)
        with second:
            print(name, 'writes')

threading.Thread(target=write, args=('Ann', paper, pen), name='Ann').start()
threading.Thread(target=write, args=('Ben', pen, paper), name='Ben').start()
