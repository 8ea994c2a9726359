import signal, os, time, threading
def handler(signum, frame):
    print('got', signal.Signals(signum).name, threading.current_thread().name)
signal.signal(signal.SIGUSR1, handler)
print(signal.getsignal(signal.SIGUSR1) is handler, signal.getsignal(signal.SIGTERM) is signal.SIG_DFL)
os.kill(os.getpid(), signal.SIGUSR1)
signal.signal(signal.SIGALRM, handler)
signal.alarm(1)
time.sleep(1.2)
t = threading.Timer(0.1, lambda: os.kill(os.getpid(), signal.SIGUSR1))
t.start(); t.join()
def bad():
    try: signal.signal(signal.SIGUSR1, handler)
    except ValueError as e: print('ValueError')
t = threading.Thread(target=bad); t.start(); t.join()
signal.setitimer(signal.ITIMER_REAL, 0.1, 0.1)
class Stop(Exception): pass
def stop(signum, frame): raise Stop('timed out')
signal.signal(signal.SIGALRM, stop)
try:
    while True: time.sleep(5)
except Stop as e: print(e)
signal.setitimer(signal.ITIMER_REAL, 0)
print(signal.strsignal(signal.SIGTERM), int(signal.SIGKILL))
signal.raise_signal(signal.SIGUSR1)

# prints:
#   True True
#   got SIGUSR1 MainThread
#   got SIGALRM MainThread
#   got SIGUSR1 MainThread
#   ValueError
#   timed out
#   Terminated 9
#   got SIGUSR1 MainThread
