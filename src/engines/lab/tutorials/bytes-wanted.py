import multiprocessing as mp, os, socket, subprocess
def show(call, *args):
    try: print(call(*args))
    except (TypeError, ValueError, OverflowError, AttributeError) as e: print(type(e).__name__, e)
a, b = socket.socketpair()
for what in ('text', 5, None, [1], bytearray(b'ok'), memoryview(b'ok')): show(a.send, what)
show(a.sendall, 'text'); show(a.sendall, 7)
u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); show(u.sendto, 'text', ('127.0.0.1', 5005)); show(u.sendto, b'x', '127.0.0.1'); show(u.sendto, b'x', ('127.0.0.1', '5005'))
show(u.bind, ('127.0.0.1', '80')); show(u.bind, 'localhost'); show(a.recv, 'x'); show(a.recv, -1); show(a.settimeout, 'x'); show(a.settimeout, -1); show(a.listen, 'x')
r, w = os.pipe()
show(os.write, w, 'text'); show(os.write, 'w', b'x'); show(os.write, w, 5); show(os.read, r, 'x')
f = os.fdopen(w, 'wb', 0); show(f.write, 'text')
k = os.fdopen(os.dup(w), 'wb'); show(k.write, 'text'); show(k.write, 5)
p = subprocess.Popen(['cat'], stdin=subprocess.PIPE, stdout=subprocess.PIPE); show(p.communicate, 'text')
p.kill(); p.wait()
p = subprocess.Popen(['cat'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True); show(p.stdin.write, b'x'); p.communicate()
p = subprocess.Popen(['cat'], stdin=subprocess.PIPE); show(p.stdin.write, 'text'); p.communicate()
c, d = mp.Pipe(); show(c.send_bytes, 'text')
show(b''.join, ['a']); show(print, 'x', 'sep'); show(sum, ['a'])
g = open('f.bin', 'wb'); show(g.write, 'x'); g.close(); show(g.write, b'x')
h = open('f.bin'); show(h.write, 'x')

# prints:
#   TypeError a bytes-like object is required, not 'str'
#   TypeError a bytes-like object is required, not 'int'
#   TypeError a bytes-like object is required, not 'NoneType'
#   TypeError a bytes-like object is required, not 'list'
#   2
#   2
#   TypeError a bytes-like object is required, not 'str'
#   TypeError a bytes-like object is required, not 'int'
#   TypeError a bytes-like object is required, not 'str'
#   TypeError sendto(): AF_INET address must be tuple, not str
#   TypeError 'str' object cannot be interpreted as an integer
#   TypeError 'str' object cannot be interpreted as an integer
#   TypeError bind(): AF_INET address must be tuple, not str
#   TypeError 'str' object cannot be interpreted as an integer
#   ValueError negative buffersize in recv
#   TypeError 'str' object cannot be interpreted as an integer
#   ValueError Timeout value out of range
#   TypeError 'str' object cannot be interpreted as an integer
#   TypeError a bytes-like object is required, not 'str'
#   TypeError 'str' object cannot be interpreted as an integer
#   TypeError a bytes-like object is required, not 'int'
#   TypeError 'str' object cannot be interpreted as an integer
#   TypeError a bytes-like object is required, not 'str'
#   TypeError a bytes-like object is required, not 'str'
#   TypeError a bytes-like object is required, not 'int'
#   TypeError memoryview: a bytes-like object is required, not 'str'
#   TypeError write() argument must be str, not bytes
#   TypeError a bytes-like object is required, not 'str'
#   TypeError memoryview: a bytes-like object is required, not 'str'
#   TypeError sequence item 0: expected a bytes-like object, str found
#   x sep
#   None
#   TypeError unsupported operand type(s) for +: 'int' and 'str'
#   TypeError a bytes-like object is required, not 'str'
#   ValueError write to closed file
#   UnsupportedOperation not writable
