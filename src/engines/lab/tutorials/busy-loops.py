import signal, threading
class Late(Exception): pass
def raiser(signum, frame): raise Late('too long')
signal.signal(signal.SIGALRM, raiser)
def soon(): signal.setitimer(signal.ITIMER_REAL, 0.01)
try:
    soon()
    while True: pass
except Late as e: print('module', e)
def count():
    n = 0
    try:
        soon()
        while True: n += 1
    except Late: print('function', n > 0)
    finally: print('finally')
count()
try:
    soon()
    for i in range(10**9): pass
    print('not reached')
except Late: print("for")
except KeyboardInterrupt: pass
stop = False
def spin():
    while not stop: pass
ts = [threading.Thread(target=spin) for _ in range(2)]
for t in ts: t.start()
soon()
try: spin()
except Late: print('beside other threads')
stop = True
for t in ts: t.join()
soon()
try: sum(i for i in range(10**9))
except Late: print('generator')
def interrupt(): signal.raise_signal(signal.SIGINT)
def ask(signum, frame): print('shutting down'); raise SystemExit(3)
signal.signal(signal.SIGALRM, signal.default_int_handler)
soon()
try:
    while True:
        try: x = 1
        except Exception: pass
except KeyboardInterrupt: print('interrupted')
signal.signal(signal.SIGALRM, ask)
soon()
while True: pass

# prints, exits 3:
#   module too long
#   function True
#   finally
#   for
#   beside other threads
#   generator
#   interrupted
#   shutting down
