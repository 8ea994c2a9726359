import socket, select, errno, threading
srv = socket.socket(); srv.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); srv.bind(('127.0.0.1', 9000)); srv.listen(5); srv.setblocking(False)
def client(n):
    with socket.create_connection(('127.0.0.1', 9000)) as s: s.sendall(b'm%d' % n); out[n] = s.recv(100)
out = {}; ts = [threading.Thread(target=client, args=(n,)) for n in range(3)]; [t.start() for t in ts]
inputs, outputs, queues, done = [srv], [], {}, 0
while done < 3:
    r, w, x = select.select(inputs, outputs, inputs, 1)
    for s in r:
        if s is srv:
            c, a = s.accept(); c.setblocking(0); inputs.append(c); queues[c] = b''
        else:
            data = s.recv(1024)
            if data: queues[s] += data.upper(); outputs.append(s) if s not in outputs else None
            else:
                inputs.remove(s); s.close(); done += 1
                if s in outputs: outputs.remove(s)
    for s in w:
        if s.fileno() >= 0 and queues[s]: n = s.send(queues[s]); queues[s] = queues[s][n:]
        elif s in outputs: outputs.remove(s)
[t.join() for t in ts]; print(sorted(out.items()))
try: srv.accept()
except BlockingIOError as e: print(e.errno == errno.EAGAIN, e)
c = socket.socket(); c.setblocking(False)
try: c.connect(('127.0.0.1', 9000))
except BlockingIOError as e: print(e.errno == errno.EINPROGRESS)
print(c.connect_ex(('127.0.0.1', 9000)) in (0, errno.EISCONN, errno.EALREADY)); select.select([], [c], [], 1); print(c.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))
d = socket.socket(); print(d.connect_ex(('127.0.0.1', 1)) == errno.ECONNREFUSED)

# prints:
#   [(0, b'M0'), (1, b'M1'), (2, b'M2')]
#   True [Errno 11] Resource temporarily unavailable
#   True
#   True
#   0
#   True
