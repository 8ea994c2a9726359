import socket, threading, socketserver
class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        data = str(self.request.recv(1024), 'ascii')
        self.request.sendall(bytes('{}: {}'.format(threading.current_thread().name.split()[0][:6], data), 'ascii'))
class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    pass
def client(ip, port, message):
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as sock:
        sock.connect((ip, port))
        sock.sendall(bytes(message, 'ascii'))
        print('Received: {}'.format(str(sock.recv(1024), 'ascii')))
server = Server(('localhost', 0), Handler)
with server:
    ip, port = server.server_address
    t = threading.Thread(target=server.serve_forever); t.daemon = True; t.start()
    client(ip, port, 'Hello World 1'); client(ip, port, 'Hello World 2')
    server.shutdown()

# prints:
#   Received: Thread: Hello World 1
#   Received: Thread: Hello World 2
