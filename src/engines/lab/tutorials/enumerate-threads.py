import threading, time, random
def worker():
    time.sleep(random.randint(1, 3) / 100)
for i in range(3):
    threading.Thread(target=worker, daemon=True).start()
main_thread = threading.main_thread()
for t in threading.enumerate():
    if t is main_thread:
        continue
    t.join()
    print('joining', t.name, t.daemon)
print(threading.enumerate()[0].name)

# prints:
#   joining Thread-1 (worker) True
#   joining Thread-2 (worker) True
#   joining Thread-3 (worker) True
#   MainThread
