import select, socket, threading, os
server = socket.create_server(('localhost', 0))
server.setblocking(False)
inputs, done = [server], []
def clients():
    for n in range(2):
        with socket.create_connection(server.getsockname()) as s:
            s.sendall(b'msg%d' % n); print(s.recv(100))
t = threading.Thread(target=clients); t.start()
while len(done) < 2:
    readable, _, _ = select.select(inputs, [], [], 5)
    for s in readable:
        if s is server:
            conn, _ = s.accept(); inputs.append(conn)
        else:
            data = s.recv(100)
            if data: s.sendall(data[::-1])
            else: inputs.remove(s); s.close(); done.append(s)
t.join()
r, w = os.pipe()
print(select.select([r], [], [], 0.05)[0])
os.write(w, b'x'); print(select.select([r], [w], [], 1) == ([r], [w], []))
p = select.poll(); p.register(r, select.POLLIN); print(p.poll(100) == [(r, select.POLLIN)])

# prints:
#   b'0gsm'
#   b'1gsm'
#   []
#   True
#   True
