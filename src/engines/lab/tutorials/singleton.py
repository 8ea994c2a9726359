import threading, functools
class Singleton:
    _instance, _lock = None, threading.Lock()
    def __new__(cls):
        if cls._instance is None:
            with cls._lock:
                if cls._instance is None: cls._instance = super().__new__(cls)
        return cls._instance
got = []
ts = [threading.Thread(target=lambda: got.append(Singleton())) for _ in range(5)]
[t.start() for t in ts]; [t.join() for t in ts]
print(len(set(map(id, got))))
def synchronized(fn):
    lock = threading.RLock()
    @functools.wraps(fn)
    def wrap(*a):
        with lock: return fn(*a)
    return wrap
@synchronized
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(10), fib.__name__)

# prints:
#   1
#   55 fib
