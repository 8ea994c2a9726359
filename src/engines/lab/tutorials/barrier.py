import threading
from random import random
import time
barrier = threading.Barrier(3, action=lambda: print('all here'), timeout=5)
def worker(i):
    time.sleep(random() / 20)
    place = barrier.wait()
    if place == 0:
        print('one is first')
    return
ts = [threading.Thread(target=worker, args=(i,)) for i in range(3)]
[t.start() for t in ts]
[t.join() for t in ts]
print(barrier.parties, barrier.n_waiting, barrier.broken)

# prints, in any order:
#   all here
#   one is first
#   3 0 False
