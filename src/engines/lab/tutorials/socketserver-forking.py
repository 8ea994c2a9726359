import socket, socketserver, os, threading
class Echo(socketserver.StreamRequestHandler):
    def handle(self):
        line = self.rfile.readline().strip()
        self.wfile.write(line + b' from ' + (b'child' if os.getpid() != parent else b'parent'))
parent = os.getpid()
with socketserver.ForkingTCPServer(('localhost', 0), Echo) as server:
    t = threading.Thread(target=server.serve_forever); t.start()
    with socket.create_connection(server.server_address) as s:
        s.sendall(b'hi\n'); print(s.recv(100))
    server.shutdown(); t.join()

# prints:
#   b'hi from child'
