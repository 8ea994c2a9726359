import socket
import threading

server = socket.socket()
server.bind(('localhost', 8000))
server.listen()


def serve(connection, number):
    while True:
        data = connection.recv(1024)
        if not data:
            break
        connection.sendall(data.upper())
    connection.close()
    print('client', number, 'has gone')


for number in range(2):
    connection, address = server.accept()
    threading.Thread(target=serve, args=(connection, number)).start()
