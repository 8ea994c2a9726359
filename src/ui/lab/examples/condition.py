# A buffer by hand: wait() lets go of the lock until somebody calls notify().
import threading

dishes = []
changed = threading.Condition()

def cook():
    for dish in ('soup', 'fish', 'cake'):
        with changed:
            while len(dishes) == 1:
                changed.wait()
            dishes.append(dish)
            changed.notify()

def serve():
    for _ in range(3):
        with changed:
            while not dishes:
                changed.wait()
            print('served', dishes.pop())
            changed.notify()

threading.Thread(target=cook, name='cook').start()
threading.Thread(target=serve, name='waiter').start()
