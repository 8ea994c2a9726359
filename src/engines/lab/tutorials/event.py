import threading, time
def wait_for_event(e):
    print('wait_for_event starting')
    print('event set:', e.wait())
def wait_for_event_timeout(e, t):
    while not e.is_set():
        print('timeout starting')
        if e.wait(t):
            print('processing event')
        else:
            print('doing other work')
e = threading.Event()
t1 = threading.Thread(name='block', target=wait_for_event, args=(e,))
t1.start()
time.sleep(0.05)
t2 = threading.Thread(name='nonblock', target=wait_for_event_timeout, args=(e, 0.2))
t2.start()
time.sleep(0.3)
print('Event is set')
e.set()
t2.join(); t1.join()

# prints, in any order:
#   wait_for_event starting
#   timeout starting
#   doing other work
#   timeout starting
#   Event is set
#   event set: True
#   processing event
