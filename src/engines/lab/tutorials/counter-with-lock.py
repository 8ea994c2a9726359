import threading
class Counter:
    def __init__(self):
        self.value = 0
        self._lock = threading.Lock()
    def increment(self):
        with self._lock:
            self.value += 1
counter = Counter()
def work(n):
    for _ in range(n):
        counter.increment()
threads = []
for i in range(5):
    t = threading.Thread(target=work, args=(100,))
    threads.append(t)
    t.start()
for t in threads:
    t.join()
print('Final:', counter.value, counter._lock.locked())

# prints:
#   Final: 500 False
