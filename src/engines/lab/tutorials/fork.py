import os, sys, time
pid = os.fork()
if pid == 0:
    print('child', os.getpid() != os.getppid())
    sys.stdout.flush()
    os._exit(7)
pid2, status = os.waitpid(pid, 0)
print('parent', pid2 == pid, os.WIFEXITED(status), os.WEXITSTATUS(status), status)
try: os.wait()
except ChildProcessError as e: print(e)
children = []
for i in range(3):
    pid = os.fork()
    if not pid:
        time.sleep(i / 20)
        os._exit(i)
    children.append(pid)
for _ in range(3):
    pid, status = os.wait()
    print(children.index(pid), os.waitstatus_to_exitcode(status))
print('end')

# prints:
#   child True
#   parent True True 7 1792
#   [Errno 10] No child processes
#   0 0
#   1 1
#   2 2
#   end
