import socket, threading
def handle(conn, addr):
    with conn:
        while data := conn.recv(1024):
            conn.sendall(b'echo ' + data)
def serve(server):
    for _ in range(2):
        conn, addr = server.accept()
        threading.Thread(target=handle, args=(conn, addr)).start()
server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(('127.0.0.1', 0))
server.listen(5)
port = server.getsockname()[1]
t = threading.Thread(target=serve, args=(server,)); t.start()
for name in (b'one', b'two'):
    s = socket.socket(); s.connect(('localhost', port))
    s.send(name); print(s.recv(1024)); s.close()
t.join(); server.close()
try: socket.create_connection(('127.0.0.1', port), timeout=1)
except ConnectionRefusedError as e: print(e)

# prints:
#   b'echo one'
#   b'echo two'
#   [Errno 111] Connection refused
