"""A task server. Its workers are on other machines; as long as none is there, it has workers of its own."""

import itertools
import multiprocessing
import queue
import re
import socket
import sys
import threading
import time

TASKS = 12  # param: tasks
WORKERS = 2  # param: workers
WORK = 2.0  # param: work

tasks = queue.Queue()  # [tasks]
results = queue.Queue()  # [results]
alone = threading.Event()  # [event]
counting = threading.Lock()  # [counting]
guests = 0  # [guests]


def reception(server):
    for number in itertools.count(1):
        connection, _ = server.accept()  # [accept]
        clerk = threading.Thread(target=serve, args=(connection,), name=f'clerk {number}', daemon=True)  # [serve]
        clerk.start()  # [start-serve]


def serve(connection):
    """Gives tasks to one worker, wherever it is."""
    global guests
    name = connection.recv(100).decode()  # [name]
    is_guest = name.startswith('tab')
    if is_guest:
        with counting:  # [count-in] [counted-in]
            guests += 1  # [one-more]
            alone.clear()  # [not-alone]
        print(f'{name} has joined')  # [joined]
    while True:
        if not is_guest:
            alone.wait()  # [rest]
        task = tasks.get()  # [take]
        if task is None:
            tasks.put(None)  # [pass-on]
            connection.sendall(b'stop')  # [stop]
            break
        try:
            connection.sendall(str(task).encode())  # [give]
            answer = connection.recv(100).decode()  # [await]
        except OSError:
            answer = ''
        if answer == '':
            tasks.put(task)  # [give-back]
            print(f'{name} has left; somebody else gets task {task}')  # [left]
            break
        results.put((task, int(answer), name))  # [result]
    connection.close()  # [hang-up]
    if is_guest:
        with counting:  # [count-out] [counted-out]
            guests -= 1  # [one-less]
            if guests == 0:  # [last]
                alone.set()  # [alone-again]


def own(number, address):
    """A worker on this machine."""
    time.sleep(number / 5)  # [own-later]
    connection = socket.create_connection(address)  # [own-connect]
    connection.sendall(f'own {number}'.encode())  # [own-name]
    while True:
        task = connection.recv(100).decode()  # [own-take]
        if not task.isdigit():
            break
        time.sleep(WORK)  # [own-work]
        connection.sendall(str(primes(int(task))).encode())  # [own-answer]
    connection.close()  # [own-close]


def tab(number, address):
    """Carries tasks to another machine, which is at the other end of a terminal line, and carries its answers back."""
    connection = socket.create_connection(address)  # [tab-connect]
    sys.stdin = open(f'/dev/pts/{number}')  # [tab-line]
    connection.sendall(f'tab {number}'.encode())  # [tab-name]
    while True:
        task = connection.recv(100).decode()  # [tab-take]
        if not task.isdigit():
            break
        try:
            answer = ''
            while not re.fullmatch('[0-9]{1,4}', answer):
                answer = input(f'tab {number}, task {task}: ')  # [tab-ask]
        except EOFError:
            break
        connection.sendall(answer.encode())  # [tab-answer]
    connection.close()  # [tab-close]


def door(address):
    """A line for each tab that comes."""
    line = open('/dev/pts/0')  # [door-open]
    number = 0
    while line.readline():  # [door-wait]
        number += 1
        multiprocessing.Process(target=tab, args=(number, address), name=f'tab {number}').start()  # [tab] [start-tab]


def primes(task):
    """How many primes are in the task's thousand numbers."""
    numbers = range(1000 * task - 999, 1000 * task + 1)
    return sum(all(n % d for d in range(2, int(n**0.5) + 1)) for n in numbers if n > 1)


if __name__ == '__main__':
    alone.set()  # [alone]
    server = socket.create_server(('127.0.0.1', 0))  # [listen]
    address = server.getsockname()  # [address]
    for number in range(1, WORKERS + 1):
        multiprocessing.Process(target=own, args=(number, address), name=f'own {number}').start()  # [own] [start-own]
    threading.Thread(target=reception, args=(server,), name='reception', daemon=True).start()  # [reception] [start-reception]
    threading.Thread(target=door, args=(address,), name='door', daemon=True).start()  # [door] [start-door]
    for task in range(1, TASKS + 1):
        tasks.put(task)  # [put]
    total = 0
    for _ in range(TASKS):
        task, count, worker = results.get()  # [get]
        total += count
        print(f'task {task}: {count} primes, says {worker}')  # [say]
    print(f'{total} primes below {1000 * TASKS}')  # [total]
    tasks.put(None)  # [end]
    alone.set()  # [let-go]
