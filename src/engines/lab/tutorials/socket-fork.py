import socket, os
s = socket.socket()
s.bind(('localhost', 0)); s.listen()
addr = s.getsockname()
pid = os.fork()
if pid == 0:
    c = socket.create_connection(addr)
    c.sendall(b'hi'); c.shutdown(socket.SHUT_WR)
    print('client got', c.recv(10).decode(), flush=True)
    os._exit(0)
conn, peer = s.accept()
data = b''
while chunk := conn.recv(1): data += chunk
conn.sendall(data.upper()); conn.close()
os.waitpid(pid, 0)
print('server got', data, peer[0])

# prints:
#   client got HI
#   server got b'hi' 127.0.0.1
