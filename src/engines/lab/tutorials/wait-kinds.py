import os
import select
import signal


def child(code):
    pid = os.fork()
    if not pid:
        os._exit(code)
    return pid


pid = child(3)
found, status, usage = os.wait4(pid, 0)
print('wait4', found == pid, os.waitstatus_to_exitcode(status), type(usage).__name__)
pid = child(4)
print('wait3', os.wait3(0)[:2] == (pid, 4 << 8))

pid = child(5)
kept = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
again = os.waitid(os.P_ALL, 0, os.WEXITED)
print('waitid', kept.si_pid == pid, kept.si_status, kept.si_code == os.CLD_EXITED, again.si_status)
try:
    os.waitid(os.P_ALL, 0, os.WEXITED)
except ChildProcessError as error:
    print(error)

# A descriptor of a process can be waited for beside others, and closed before the next fork.
pid = os.fork()
if not pid:
    signal.pause()
    os._exit(0)
descriptor = os.pidfd_open(pid)
print('before', select.select([descriptor], [], [], 0.01)[0])
signal.pidfd_send_signal(descriptor, signal.SIGTERM)
print('after', select.select([descriptor], [], [], 5)[0] == [descriptor])
killed = os.waitid(os.P_PIDFD, descriptor, os.WEXITED)
print(killed.si_code == os.CLD_KILLED, signal.Signals(killed.si_status).name)
os.close(descriptor)
pid = child(6)
print(os.waitpid(pid, 0) == (pid, 6 << 8))

counter = os.eventfd(0)
pid = os.fork()
if not pid:
    for n in (1, 2, 3):
        os.eventfd_write(counter, n)
    os._exit(0)
os.waitpid(pid, 0)
print('counted', os.eventfd_read(counter))
os.close(counter)

# The parent has made a file that was not there when it looked first.
if not os.path.exists('mark'):
    open('mark', 'w').close()
    print('made')
pid = os.fork()
if not pid:
    print('the child sees it:', os.path.exists('mark'), flush=True)
    os._exit(0)
os.waitpid(pid, 0)

# prints:
#   wait4 True 3 struct_rusage
#   wait3 True
#   waitid True 5 True 5
#   [Errno 10] No child processes
#   before []
#   after True
#   True SIGTERM
#   True
#   counted 6
#   made
#   the child sees it: True
