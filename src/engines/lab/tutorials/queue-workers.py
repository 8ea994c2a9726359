import queue, threading, time
q = queue.Queue(maxsize=3)
results = []
def worker():
    while True:
        item = q.get()
        if item is None:
            q.task_done()
            break
        results.append(item * item)
        q.task_done()
threads = [threading.Thread(target=worker) for _ in range(3)]
for t in threads: t.start()
for item in range(10): q.put(item)
q.join()
print(sorted(results))
for _ in threads: q.put(None)
for t in threads: t.join()
print(q.empty(), q.qsize(), q.full())
try: q.get_nowait()
except queue.Empty as e: print(repr(e))
for i in range(3): q.put(i)
try: q.put(9, timeout=0.05)
except queue.Full as e: print(repr(e))
try: q.put_nowait(9)
except queue.Full: print('full')
try:
    for _ in range(5): q.task_done()
except ValueError as e: print(e)

# prints:
#   [0, 1, 4, 9, 16, 25, 36, 49, 64, 81]
#   True 0 False
#   Empty()
#   Full()
#   full
#   task_done() called too many times
