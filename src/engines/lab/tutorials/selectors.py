import selectors, socket, threading
sel = selectors.DefaultSelector()
log = []
def accept(sock, mask):
    conn, addr = sock.accept()
    conn.setblocking(False)
    sel.register(conn, selectors.EVENT_READ, read)
def read(conn, mask):
    data = conn.recv(1000)
    if data: conn.send(data)
    else: sel.unregister(conn); conn.close(); log.append('closed')
sock = socket.socket(); sock.bind(('localhost', 0)); sock.listen(100); sock.setblocking(False)
sel.register(sock, selectors.EVENT_READ, accept)
def client():
    with socket.create_connection(sock.getsockname()) as s:
        s.sendall(b'ping'); print(s.recv(10))
threading.Thread(target=client).start()
while not log:
    for key, mask in sel.select(timeout=2):
        key.data(key.fileobj, mask)
print(log, sel.select(timeout=0.01))
sel.close()

# prints:
#   b'ping'
#   ['closed'] []
