import socket
print([n for n in ('CMSG_LEN','SCM_RIGHTS','IPPROTO_TCP','TCP_NODELAY','SO_KEEPALIVE','SO_RCVBUF','SO_SNDBUF','SO_LINGER','SO_BROADCAST','IP_MULTICAST_TTL','INADDR_ANY','SOCK_NONBLOCK','SOCK_CLOEXEC','MSG_NOSIGNAL','SOCK_RAW','IPPROTO_UDP','AI_PASSIVE','SO_REUSEPORT','NI_NUMERICHOST','AF_UNSPEC','EAI_NONAME','TCP_KEEPIDLE','IP_ADD_MEMBERSHIP','IPPROTO_IP','MSG_TRUNC','SO_ACCEPTCONN','MSG_OOB','SO_PEERCRED','getprotobyname','has_dualstack_ipv6','inet_aton','getservbyport','CMSG_SPACE','SocketType','create_server','fromfd','getfqdn','gethostbyname_ex') if not hasattr(socket, n)])
s = socket.socket()
print([n for n in 'accept bind close connect connect_ex detach dup family fileno get_inheritable getblocking getpeername getsockname getsockopt gettimeout ioctl listen makefile proto recv recv_into recvfrom recvfrom_into recvmsg recvmsg_into send sendall sendfile sendmsg sendto set_inheritable setblocking setsockopt settimeout shutdown timeout type'.split() if not hasattr(s, n)])
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR)); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); print(s.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR))
print(socket.gethostbyname('localhost'), socket.getaddrinfo('localhost', 80, socket.AF_INET, socket.SOCK_STREAM), socket.getservbyname('http'), socket.inet_ntoa(b'\x7f\0\0\1'), socket.htons(1))
s.bind(('localhost', 5001)); print(s.getsockname(), s.fileno() > 2); s.listen(); print(s.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
c = socket.create_connection(('localhost', 5001)); print(c.getpeername()); d, a = s.accept(); print(d.getsockname(), a == c.getsockname(), d.getpeername() == a)
e = socket.socket(); e.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); e.bind(('', 5002)); e.listen(); print(e.getsockname()); f = socket.create_connection(('localhost', 5002)); print(f.getpeername()); g, _ = e.accept(); print(g.getsockname())
print(repr(f)[:70].split('fd=')[0], f.family.name, f.type.name, str(f).split('laddr')[1][:14])
try: socket.socket().bind(('localhost', 5002))
except OSError as x: print(x)
try: socket.socket().connect(('localhost', 1))
except OSError as x: print(x)
try: socket.gethostbyname('no.such.host.invalid')
except socket.gaierror as x: print(x.errno in (-2, -3, -5))
try: e.recv(1)
except OSError as x: print(x)
try: e.connect('x')
except TypeError as x: print(x)
try: e.bind(('localhost', 99999))
except OverflowError as x: print(x)
try: f.send('text')
except TypeError as x: print(x)
try: f.sendall('text')
except TypeError as x: print(x)
u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
try: u.sendto('text', ('localhost', 1))
except TypeError as x: print(x)
try: u.send(b'x')
except OSError as x: print(x)
f.close()
try: f.send(b'')
except OSError as x: print(x)
print(f, f.fileno(), g.recv(3))
h = socket.socket(); h.settimeout(.01); h.bind(('localhost', 0)); h.listen()
try: h.accept()
except socket.timeout as x: print(x, x.errno)
print(h.timeout, h.getblocking(), socket.getdefaulttimeout())

# prints:
#   []
#   ['ioctl']
#   0
#   1
#   127.0.0.1 [(<AddressFamily.AF_INET: 2>, <SocketKind.SOCK_STREAM: 1>, 6, '', ('127.0.0.1', 80))] 80 127.0.0.1 256
#   ('127.0.0.1', 5001) True
#   1
#   ('127.0.0.1', 5001)
#   ('127.0.0.1', 5001) True True
#   ('0.0.0.0', 5002)
#   ('127.0.0.1', 5002)
#   ('127.0.0.1', 5002)
#   <socket.socket  AF_INET SOCK_STREAM =('127.0.0.1',
#   [Errno 98] Address already in use
#   [Errno 111] Connection refused
#   True
#   [Errno 107] Transport endpoint is not connected
#   connect(): AF_INET address must be tuple, not str
#   bind(): port must be 0-65535.
#   a bytes-like object is required, not 'str'
#   a bytes-like object is required, not 'str'
#   a bytes-like object is required, not 'str'
#   [Errno 89] Destination address required
#   [Errno 9] Bad file descriptor
#   <socket.socket [closed] fd=-1, family=2, type=1, proto=6> -1 b''
#   timed out None
#   0.01 True None
