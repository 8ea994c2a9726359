import os, stat, threading
os.mkfifo('line')
print(stat.S_ISFIFO(os.stat('line').st_mode))
def writer():
    with open('line', 'w') as f:
        for n in range(3):
            f.write(f'item {n}\n')
            f.flush()
t = threading.Thread(target=writer)
t.start()
with open('line') as f:
    for text in f:
        print(text.strip())
t.join()
try:
    os.open('line', os.O_WRONLY | os.O_NONBLOCK)
except OSError as e:
    print(e)
pid = os.fork()
if not pid:
    fd = os.open('line', os.O_WRONLY)
    os.write(fd, b'from the child')
    os._exit(0)
fd = os.open('line', os.O_RDONLY)
print(os.read(fd, 100), os.read(fd, 100))
os.waitpid(pid, 0)
try:
    os.mkfifo('line')
except FileExistsError as e:
    print(e)
os.unlink('line')
print(os.path.exists('line'))
import socket
s = socket.socket(socket.AF_UNIX)
s.bind('sock')
print(stat.S_ISSOCK(os.stat('sock').st_mode), oct(os.stat('sock').st_mode)[:4])
import resource
print(resource.getrlimit(resource.RLIMIT_CORE)[0] >= 0)
resource.setrlimit(resource.RLIMIT_NOFILE, (64, 4096 if resource.getrlimit(resource.RLIMIT_NOFILE)[1] == -1 else min(4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1])))
print(resource.getrlimit(resource.RLIMIT_NOFILE)[0])
try:
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 32))
except ValueError as e:
    print(e)
try:
    resource.getrlimit(99)
except ValueError as e:
    print(e)
import pwd
try:
    pwd.getpwnam('nobodyatall')
except KeyError as e:
    print(e)

# prints:
#   True
#   item 0
#   item 1
#   item 2
#   [Errno 6] No such device or address: 'line'
#   b'from the child' b''
#   [Errno 17] File exists
#   False
#   True 0o14
#   True
#   64
#   current limit exceeds maximum limit
#   invalid resource specified
#   "getpwnam(): name not found: 'nobodyatall'"
