import os, signal, threading, time
def handler(signum, frame): print('handler', signal.Signals(signum).name)
signal.signal(signal.SIGUSR1, handler)
print(signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1}))
os.kill(os.getpid(), signal.SIGUSR1)
print('held back', signal.sigpending())
print(signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGUSR1}))
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1, signal.SIGTERM})
threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGTERM)).start()
print('sigwait', signal.sigwait({signal.SIGTERM}))
print(signal.sigtimedwait([signal.SIGUSR2], 0.1))
def dispatcher():
    while True:
        signum = signal.sigwait({signal.SIGUSR1, signal.SIGTERM})
        print('dispatcher', signum.name)
        if signum == signal.SIGTERM: break
t = threading.Thread(target=dispatcher)
t.start()
for signum in (signal.SIGUSR1, signal.SIGTERM):
    os.kill(os.getpid(), signum); time.sleep(0.1)
t.join()
if os.fork() == 0:
    os.kill(os.getpid(), signal.SIGTERM)
    print('the child blocks it, too')
    os._exit(0)
print(os.wait()[1])
r, w = os.pipe()
os.set_blocking(w, False)
print(signal.set_wakeup_fd(w))
signal.signal(signal.SIGUSR2, handler)
signal.pthread_kill(threading.main_thread().ident, signal.SIGUSR2)
print(os.read(r, 10), signal.set_wakeup_fd(-1) == w)
try: signal.pthread_sigmask(signal.SIG_BLOCK, [100])
except ValueError as e: print(e)

# prints:
#   set()
#   held back {<Signals.SIGUSR1: 10>}
#   handler SIGUSR1
#   {<Signals.SIGUSR1: 10>}
#   sigwait 15
#   None
#   dispatcher SIGUSR1
#   dispatcher SIGTERM
#   the child blocks it, too
#   0
#   -1
#   handler SIGUSR2
#   b'\x0c' True
#   signal number 100 out of range [1; 64]
