import threading, time
lock_a = threading.Lock()
lock_b = threading.Lock()

def task1():
    with lock_a:
        print('task1 has a')
        time.sleep(0.1)
        if lock_b.acquire(timeout=0.5):
            print('task1 has b')
            lock_b.release()
        else:
            print('task1 gives up')

def task2():
    with lock_b:
        print('task2 has b')
        time.sleep(0.1)
        if lock_a.acquire(timeout=1):
            print('task2 has a')
            lock_a.release()
        else:
            print('task2 gives up')

t1 = threading.Thread(target=task1)
t2 = threading.Thread(target=task2)
t1.start(); time.sleep(0.05); t2.start()
t1.join(); t2.join()

# prints:
#   task1 has a
#   task2 has b
#   task1 gives up
#   task2 has a
