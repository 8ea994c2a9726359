import socket
import threading


def talk(name):
    connection = socket.create_connection(('localhost', 8000))
    for word in ('hello', 'thread'):
        connection.sendall(word.encode())
        print(name, 'got', connection.recv(1024).decode())
    connection.close()


for name in ('Ann', 'Ben'):
    threading.Thread(target=talk, args=(name,)).start()
