# Three forks, three philosophers, each with the left one first. Some orders never end.
import threading
import time

forks = [threading.Lock() for _ in range(3)]

def dine(n):
    with forks[n]:
        time.sleep(0.01)
        with forks[(n + 1) % 3]:
            print('philosopher', n, 'eats')

for n in range(3):
    threading.Thread(target=dine, args=(n,), name=f'philosopher {n}').start()
