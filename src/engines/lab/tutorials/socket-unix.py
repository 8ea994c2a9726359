import os, socket, threading
p = '/tmp/demo.sock'
try:
    os.unlink(p)
except OSError as e:
    print(type(e).__name__, os.path.exists(p))
s = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
s.bind(p)
print(os.path.exists(p), os.listdir('/tmp').count('demo.sock'), s.getsockname())
s.listen(1)
def client():
    c = socket.socket(socket.AF_UNIX); c.connect(p); c.sendall(b'hi'); c.close()
t = threading.Thread(target=client); t.start()
c, a = s.accept(); print(c.recv(10), repr(a)); t.join(); c.close()
s.close()
print(os.path.exists(p))
def tell(f):
    try: print(f())
    except OSError as e: print(type(e).__name__, e)
tell(lambda: socket.socket(socket.AF_UNIX).connect(p))
tell(lambda: socket.socket(socket.AF_UNIX).bind(p))
os.remove(p)
print(os.path.exists(p))
tell(lambda: socket.socket(socket.AF_UNIX).connect(p))
s2 = socket.socket(socket.AF_UNIX); tell(lambda: s2.bind(p))
d = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); tell(lambda: d.bind('rel.sock')); print(os.path.exists('rel.sock'), os.path.exists(os.path.abspath('rel.sock')))
tell(lambda: socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(b'x', os.path.abspath('rel.sock')))
print(d.recvfrom(5))
import pathlib, shutil
pathlib.Path('rel.sock').unlink(); print(os.path.exists('rel.sock'))
tell(lambda: socket.socket(socket.AF_UNIX).bind('/no/dir/x'))
open('plain','w').close(); tell(lambda: socket.socket(socket.AF_UNIX).bind('plain')); tell(lambda: socket.socket(socket.AF_UNIX).connect('plain'))
os.rename(p, '/tmp/new.sock'); print(os.path.exists(p), os.path.exists('/tmp/new.sock'))
ab = socket.socket(socket.AF_UNIX); tell(lambda: ab.bind('\0abstract')); print(ab.getsockname())
os.unlink('/tmp/new.sock')

# prints:
#   FileNotFoundError False
#   True 1 /tmp/demo.sock
#   b'hi' ''
#   True
#   ConnectionRefusedError [Errno 111] Connection refused
#   OSError [Errno 98] Address already in use
#   False
#   FileNotFoundError [Errno 2] No such file or directory
#   None
#   None
#   True True
#   1
#   (b'x', None)
#   False
#   FileNotFoundError [Errno 2] No such file or directory
#   OSError [Errno 98] Address already in use
#   ConnectionRefusedError [Errno 111] Connection refused
#   False True
#   None
#   b'\x00abstract'
