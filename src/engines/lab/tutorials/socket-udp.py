import socket, threading
def server(s, n):
    for _ in range(n):
        data, addr = s.recvfrom(1024); s.sendto(data[::-1], addr)
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(('127.0.0.1', 0)); addr = s.getsockname()
t = threading.Thread(target=server, args=(s, 3)); t.start()
c = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); c.settimeout(1)
for m in (b'abc', b'', 'é'.encode()):
    c.sendto(m, addr); d, a = c.recvfrom(10); print(d, a == addr)
t.join(); c.connect(s.getsockname()); c.send(b'x' * 20); d, a = s.recvfrom(5); print(d, a == c.getsockname())
c.settimeout(.01)
try: c.recv(1)
except TimeoutError as e: print(repr(e), isinstance(e, OSError))
except socket.timeout: pass
print(c.type, c.family, s.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE) == socket.SOCK_DGRAM)
c.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
buf = bytearray(10); c.sendto(b'hey', s.getsockname()); n, a = s.recvfrom_into(buf); print(n, bytes(buf[:n]))
s.close(); c.close()
try: s.recv(1)
except OSError as e: print(e)

# prints:
#   b'cba' True
#   b'' True
#   b'\xa9\xc3' True
#   b'xxxxx' True
#   TimeoutError('timed out') True
#   2 2 True
#   3 b'hey'
#   [Errno 9] Bad file descriptor
