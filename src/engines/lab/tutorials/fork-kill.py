import os, signal, time
pid = os.fork()
if pid == 0:
    def term(s, f):
        print('child: got SIGTERM', flush=True)
        os._exit(5)
    signal.signal(signal.SIGTERM, term)
    while True: signal.pause()
time.sleep(0.2)
os.kill(pid, signal.SIGTERM)
_, status = os.waitpid(pid, 0)
print(os.WIFSIGNALED(status), os.WEXITSTATUS(status))
pid = os.fork()
if pid == 0:
    time.sleep(60); os._exit(0)
os.kill(pid, signal.SIGKILL)
_, status = os.waitpid(pid, 0)
print(os.WIFSIGNALED(status), os.WTERMSIG(status), os.waitstatus_to_exitcode(status))
try: os.kill(pid, 0)
except ProcessLookupError as e: print(e)

# prints:
#   child: got SIGTERM
#   False 5
#   True 9 -9
#   [Errno 3] No such process
