import threading
mutex = threading.Lock()
not_full = threading.Condition(mutex)
not_empty = threading.Condition(mutex)
items, out = [], []
def put():
    for n in range(5):
        with not_full:
            not_full.wait_for(lambda: len(items) < 2, timeout=5)
            items.append(n)
            not_empty.notify()
def get():
    for _ in range(5):
        with not_empty:
            not_empty.wait_for(lambda: items)
            out.append(items.pop(0))
            not_full.notify()
a, b = threading.Thread(target=put), threading.Thread(target=get)
a.start(); b.start(); a.join(); b.join()
print(out)
try:
    not_full.notify()
except RuntimeError as e:
    print(type(e).__name__, e)
try:
    not_full.wait()
except RuntimeError as e:
    print(type(e).__name__, e)

# prints:
#   [0, 1, 2, 3, 4]
#   RuntimeError cannot notify on un-acquired lock
#   RuntimeError cannot wait on un-acquired lock
