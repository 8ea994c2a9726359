import threading, queue, time
pages = {'/': ['/a', '/b'], '/a': ['/b', '/c'], '/b': [], '/c': ['/']}
seen, lock, q = set(), threading.Lock(), queue.Queue()
def fetch(url): time.sleep(0.01); return pages[url]
def worker():
    while True:
        try: url = q.get(timeout=0.2)
        except queue.Empty: return
        for link in fetch(url):
            with lock:
                if link in seen: continue
                seen.add(link)
            q.put(link)
        print('visited', url); q.task_done()
seen.add('/'); q.put('/')
ts = [threading.Thread(target=worker) for _ in range(2)]
[t.start() for t in ts]; q.join(); [t.join() for t in ts]
print(sorted(seen))

# prints, in any order:
#   visited /
#   visited /a
#   visited /b
#   visited /c
#   ['/', '/a', '/b', '/c']
