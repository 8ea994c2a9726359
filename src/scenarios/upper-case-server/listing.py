"""A server that answers in capitals. Each client reads from a terminal of its own: type into any of them."""

import multiprocessing
import socket
import sys
import time

CLIENTS = 3  # param: clients
CONCURRENT = True  # param: concurrent
WORK = 1.0  # param: work


def serve(connection, number):
    while True:
        data = connection.recv(4096)  # [receive]
        if not data:
            break
        time.sleep(WORK)  # [work]
        connection.sendall(data.decode().upper().encode())  # [answer]
    connection.close()  # [hang-up]
    print(f'conversation {number} is over')  # [over]


def client(number, address):
    time.sleep(number / 2)  # [arrive]
    connection = socket.create_connection(address)  # [connect]
    sys.stdin = open(f'/dev/pts/{number}')  # [terminal]
    line = f'hello from client {number}'
    while True:
        connection.sendall(f'{line}\n'.encode())  # [send]
        answer = connection.recv(4096).decode().rstrip('\n')  # [get]
        print(f'client {number} reads: {answer}')  # [show]
        try:
            line = input(f'client {number}> ')  # [type]
        except EOFError:
            break
    connection.close()  # [leave]


if __name__ == '__main__':
    server = socket.create_server(('127.0.0.1', 0))  # [listen]
    address = server.getsockname()  # [address]
    processes = []
    for number in range(1, CLIENTS + 1):
        process = multiprocessing.Process(target=client, args=(number, address), name=f'client {number}')  # [create-client]
        process.start()  # [start-client]
        processes.append(process)
    for number in range(1, CLIENTS + 1):
        connection, _ = server.accept()  # [accept]
        if CONCURRENT:
            process = multiprocessing.Process(target=serve, args=(connection, number), name=f'server {number}')  # [create-server]
            process.start()  # [start-server]
            processes.append(process)
            connection.close()  # [let-go]
        else:
            serve(connection, number)
    server.close()  # [close]
    for process in processes:
        process.join()  # [join]
    print('everybody has left')  # [end]
