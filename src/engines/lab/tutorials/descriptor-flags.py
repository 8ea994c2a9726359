import fcntl
import os
import signal
import sys

reader, writer = os.pipe()
print('blocking', not fcntl.fcntl(writer, fcntl.F_GETFL) & os.O_NONBLOCK)
fcntl.fcntl(writer, fcntl.F_SETFL, fcntl.fcntl(writer, fcntl.F_GETFL) | os.O_NONBLOCK)
print('blocking', os.get_blocking(writer))
written = 0
try:
    while True:
        written += os.write(writer, b'x' * 4096)
except BlockingIOError as error:
    print(written == fcntl.fcntl(writer, fcntl.F_GETPIPE_SZ), error)
fcntl.fcntl(writer, fcntl.F_SETFD, 0)
print('inherited', os.get_inheritable(writer), fcntl.fcntl(reader, fcntl.F_GETFD) == fcntl.FD_CLOEXEC)
print('copy', fcntl.fcntl(reader, fcntl.F_DUPFD, 50))
try:
    os.pread(reader, 1, 0)
except OSError as error:
    print(error)
descriptor = os.memfd_create('notes')
os.write(descriptor, b'in memory')
print(os.pread(descriptor, 6, 3), os.fstat(descriptor).st_size)

# What has been asked of a descriptor that is closed by now, before a fork.
signal.set_wakeup_fd(writer)
signal.set_wakeup_fd(-1)
os.close(writer)
os.dup2(reader, 0)
print(sys.stdin.isatty(), flush=True)
os.dup2(descriptor, 0)
pid = os.fork()
if not pid:
    os._exit(4)
print(os.waitpid(pid, 0)[1])

# prints:
#   blocking True
#   blocking False
#   True [Errno 11] Resource temporarily unavailable
#   inherited True True
#   copy 50
#   [Errno 29] Illegal seek
#   b'memory' 9
#   False
#   1024
