import threading, time, logging, sys
logging.basicConfig(level=logging.DEBUG, format='(%(threadName)-10s) %(message)s', stream=sys.stdout)
def daemon():
    logging.debug('Starting')
    time.sleep(0.2)
    logging.debug('Exiting')
def non_daemon():
    logging.debug('Starting')
    logging.debug('Exiting')
d = threading.Thread(name='daemon', target=daemon, daemon=True)
t = threading.Thread(name='non-daemon', target=non_daemon)
d.start()
time.sleep(0.02)
t.start()
d.join(0.1)
print('d.is_alive()', d.is_alive())
t.join()

# prints:
#   (daemon    ) Starting
#   (non-daemon) Starting
#   (non-daemon) Exiting
#   d.is_alive() True
