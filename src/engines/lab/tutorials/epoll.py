import select, socket, threading
server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(('127.0.0.1', 8080)); server.listen(5); server.setblocking(False)
epoll = select.epoll()
epoll.register(server.fileno(), select.EPOLLIN)
def client(n):
    with socket.create_connection(('127.0.0.1', 8080)) as s:
        s.sendall(b'GET /%d\r\n\r\n' % n)
        answers[n] = s.recv(100)
answers = {}
threads = [threading.Thread(target=client, args=(n,)) for n in range(3)]
for t in threads: t.start()
connections, requests, closed = {}, {}, 0
try:
    while closed < 3:
        for fileno, event in epoll.poll(1):
            if fileno == server.fileno():
                conn, _ = server.accept(); conn.setblocking(False)
                epoll.register(conn.fileno(), select.EPOLLIN | select.EPOLLET)
                connections[conn.fileno()] = conn; requests[conn.fileno()] = b''
            elif event & select.EPOLLIN:
                requests[fileno] += connections[fileno].recv(1024)
                if requests[fileno].endswith(b'\r\n\r\n'): epoll.modify(fileno, select.EPOLLOUT | select.EPOLLET)
            elif event & select.EPOLLOUT:
                connections[fileno].send(b'hello ' + requests[fileno].split()[1])
                epoll.modify(fileno, 0); connections[fileno].shutdown(socket.SHUT_RDWR)
            if fileno != server.fileno() and event & select.EPOLLHUP:
                epoll.unregister(fileno); connections.pop(fileno).close(); closed += 1
finally:
    epoll.unregister(server.fileno()); epoll.close(); server.close()
for t in threads: t.join()
print(sorted(answers.items()), epoll.closed)
try: epoll.poll()
except ValueError as e: print(e)
with select.epoll() as e:
    a, b = socket.socketpair()
    e.register(a, select.EPOLLIN)
    try: e.register(a)
    except FileExistsError as error: print(error)
    print(e.poll(0.1)); b.send(b'x'); print(e.poll() == [(a.fileno(), select.EPOLLIN)])
    e.unregister(a)
    try: e.modify(a, 1)
    except FileNotFoundError as error: print(error)
import selectors
with selectors.EpollSelector() as s:
    s.register(a, selectors.EVENT_READ, 'a'); print([k.data for k, _ in s.select()])
for call in (lambda: socket.socket().connect('here'), lambda: socket.socket().connect(('127.0.0.1', 70000)), lambda: socket.socket().bind(('', -1))):
    try: call()
    except (TypeError, OverflowError) as error: print(error)
c = socket.socket(); c.setblocking(False)
print(c.connect_ex(('127.0.0.1', 9)), len(select.select([], [c], [], 1)[1]), c.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR), c.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE) == socket.SOCK_STREAM)

# prints:
#   [(0, b'hello /0'), (1, b'hello /1'), (2, b'hello /2')] True
#   I/O operation on closed epoll object
#   [Errno 17] File exists
#   []
#   True
#   [Errno 2] No such file or directory
#   ['a']
#   connect(): AF_INET address must be tuple, not str
#   connect(): port must be 0-65535.
#   bind(): port must be 0-65535.
#   115 1 111 True
