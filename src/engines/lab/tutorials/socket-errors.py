import socket
s = socket.socket(); s.settimeout(0.1)
s.bind(('localhost', 0)); s.listen()
try: s.accept()
except socket.timeout as e: print(repr(e))
try: s.accept()
except TimeoutError as e: print(e)
s.setblocking(False)
try: s.accept()
except BlockingIOError as e: print(e)
t = socket.socket()
try: t.bind(s.getsockname())
except OSError as e: print(e)
try: t.recv(1)
except OSError as e: print(e)
t.close()
try: t.send(b'')
except OSError as e: print(e)
a, b = socket.socketpair()
a.close()
print(b.recv(1))
try: b.send(b'x'); b.send(b'x')
except BrokenPipeError as e: print(e)
u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); u.bind(('localhost', 0))
v = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
v.sendto(b'datagram', u.getsockname()); print(u.recvfrom(100)[0])
print(socket.gethostbyname('localhost'), socket.inet_aton('1.2.3.4'))

# prints:
#   TimeoutError('timed out')
#   timed out
#   [Errno 11] Resource temporarily unavailable
#   [Errno 98] Address already in use
#   [Errno 107] Transport endpoint is not connected
#   [Errno 9] Bad file descriptor
#   b''
#   [Errno 32] Broken pipe
#   b'datagram'
#   127.0.0.1 b'\x01\x02\x03\x04'
