import threading, time
def worker():
    print(threading.current_thread().name, 'Starting')
    time.sleep(0.2)
    print(threading.current_thread().name, 'Exiting')
def my_service():
    print(threading.current_thread().name, 'Starting')
    time.sleep(0.3)
    print(threading.current_thread().name, 'Exiting')
t = threading.Thread(name='my_service', target=my_service)
w = threading.Thread(name='worker', target=worker)
w2 = threading.Thread(target=worker)
w.start(); time.sleep(0.02)
w2.start(); time.sleep(0.02)
t.start()
for x in (t, w, w2): x.join()
print(w2.name, w2.is_alive(), w2.daemon, threading.active_count(), threading.main_thread().name)

# prints:
#   worker Starting
#   Thread-1 (worker) Starting
#   my_service Starting
#   worker Exiting
#   Thread-1 (worker) Exiting
#   my_service Exiting
#   Thread-1 (worker) False False 1 MainThread
