"""A server process keeps a dict and a list for ten others."""

import multiprocessing
import time

KEEP = 'manager'  # param: keep
GUESTS = 10  # param: guests
FIRST = 0  # param: first
PACE = 0.3  # param: pace

NAMES = ['Ann', 'Ben', 'Cem', 'Dora', 'Eve', 'Finn', 'Gus', 'Hana', 'Ida', 'Jan']


def check_in(number, name, rooms, arrivals):
    time.sleep(number * PACE)  # [travel]
    rooms[name] = number  # [room] [own-room]
    if KEEP == 'nested':
        arrivals = rooms['arrivals']  # [fetch]
    arrivals.append(name)  # [append] [own-append]


if __name__ == '__main__':
    if KEEP == 'plain':
        rooms = {}  # [own-dict]
        arrivals = list(range(FIRST))  # [own-list]
    else:
        manager = multiprocessing.Manager()  # [manager]
        rooms = manager.dict()  # [dict]
        arrivals = manager.list(range(FIRST))  # [list]
    if KEEP == 'nested':
        rooms['arrivals'] = []  # [nest]
    guests = []
    for number, name in enumerate(NAMES[:GUESTS], 1):
        guest = multiprocessing.Process(target=check_in, args=(number, name, rooms, arrivals), name=name)  # [create]
        guest.start()  # [start]
        guests.append(guest)
    for guest in guests:
        guest.join()  # [join]
    print('rooms:', rooms)  # [rooms] [own-rooms]
    print('arrivals:', arrivals)  # [arrivals] [own-arrivals]
    if KEEP != 'plain':
        manager.shutdown()  # [shutdown]
