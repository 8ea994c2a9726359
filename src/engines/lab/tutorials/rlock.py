import threading
lock = threading.Lock()
print('First try :', lock.acquire())
print('Second try:', lock.acquire(False))
print('Third try:', lock.acquire(timeout=0.1))
lock.release()
try:
    lock.release()
except RuntimeError as e:
    print(e)
r = threading.RLock()
print(r.acquire(), r.acquire(blocking=False))
def other():
    print('other:', r.acquire(timeout=0.05))
t = threading.Thread(target=other); t.start(); t.join()
r.release(); r.release()
try:
    r.release()
except RuntimeError as e:
    print(e)

# prints:
#   First try : True
#   Second try: False
#   Third try: False
#   release unlocked lock
#   True True
#   other: False
#   cannot release un-acquired lock
