"""TCP makes an ordered stream of bytes out of packets that get lost and overtake each other."""

import queue
import random
import threading
import time

MESSAGE = 'ORDER OUT OF IP'  # param: message
LOSS = 15  # param: loss
REORDER = True  # param: reorder
WINDOW = 4  # param: window
TIMEOUT = 4.0  # param: timeout

SIZE = 3  # bytes of data in a segment, at most
PACE = 0.4  # seconds to put a packet on the wire
MSL = 2.0  # seconds that a packet may live
LONGEST = 60.0  # seconds that a timer waits, at most

wire = queue.Queue()  # [wire]
flying = queue.PriorityQueue()  # [flying]
lost = queue.Queue()  # [lost]
to_client = queue.Queue()  # [to-client]
to_server = queue.Queue()  # [to-server]


def ip():
    """The network: drops packets, and delivers the others when it likes."""
    first = None
    while True:
        try:
            wait = max(0, first[0] - time.monotonic()) if first else None  # [look-at-clock]
            packet = wire.get(timeout=wait)  # [take]
        except queue.Empty:
            _, packet = first
            (to_server if packet[0] == 'client' else to_client).put(packet)  # [deliver]
            first = None
        else:
            if packet is None:
                break
            if random.random() * 100 < LOSS:  # [chance]
                lost.put(packet)  # [lose]
            else:
                delay = 0.5 + random.random() if REORDER else 1.0  # [delay]
                flying.put((time.monotonic() + delay, packet))  # [fly]
                if first:
                    flying.put(first)  # [not-first]
                    first = None
        if first is None and not flying.empty():  # [any-flying]
            first = flying.get()  # [next]


def connect():
    host('client', to_client, 100, MESSAGE, calls=True)


def listen():
    host('server', to_server, 500, '', calls=False)


def host(name, inbox, first, text, calls):
    """One end. SYN and FIN take one number of the stream each, every byte of the text takes one."""
    data = [text[i : i + SIZE] for i in range(0, len(text), SIZE)]
    unsent = [('SYN', '')] + [('', part) for part in data] + [('FIN', '')]
    sent = []  # not acknowledged yet: (number, flags, data)
    number = first  # of the next byte to send
    room = 1  # only SYN, until the other side has acknowledged it
    expected = 0  # number of the next byte to receive; 0 before the SYN
    early = {}  # what came before its turn
    closed = False  # the other side has sent everything
    timeout, due, tries = TIMEOUT, None, 0
    ids = 0

    def send(number, flags, part):
        nonlocal ids
        ids += 1
        wire.put([name, ids, flags, number, expected, part])  # [send]
        time.sleep(PACE)  # [pace]

    while True:
        oldest = sent[0][0] if sent else number
        while unsent:
            flags, part = unsent[0]
            if flags == 'SYN' and not (calls or expected):
                break
            if number + length(flags, part) > oldest + room:
                break
            if flags == 'FIN' and not (calls or closed):
                break
            unsent.pop(0)
            sent.append((number, flags, part))
            send(number, flags, part)
            number += length(flags, part)
            if due is None:
                due = time.monotonic() + timeout  # [set-timer]
        finished = not unsent and not sent and closed
        if finished and not calls:
            break
        try:
            wait = 2 * MSL if finished else None
            if due:
                wait = max(0, due - time.monotonic())  # [time-left]
            _, _, flags, start, acknowledged, part = inbox.get(timeout=wait)  # [receive]
        except queue.Empty:
            if finished:
                break
            if closed and not unsent and tries == 4:
                print(f'{name} gives up: its FIN is never acknowledged')  # [give-up]
                break
            tries += 1
            timeout = min(2 * timeout, LONGEST)
            print(f'{name} sends {sent[0][0]} again')  # [say-again]
            send(*sent[0])
            due = time.monotonic() + timeout  # [set-timer-again]
            continue
        if expected == 0 and flags != 'SYN':
            continue
        if acknowledged > oldest:
            sent = [one for one in sent if one[0] >= acknowledged]
            room = WINDOW * SIZE
            timeout, tries = TIMEOUT, 0
            due = time.monotonic() + timeout if sent else None  # [restart-timer]
        if length(flags, part) == 0:
            continue
        if expected == 0:
            expected = start
        if start >= expected:
            early[start] = (flags, part)
        while expected in early:
            flags, part = early.pop(expected)
            expected += length(flags, part)
            closed = closed or flags == 'FIN'
            print(f'{name} has {flags or repr(part)}')  # [have]
        if unsent[:1] != [('SYN', '')]:  # which would carry the acknowledgement
            send(number, '', '')
    print(f'{name} is closed')  # [closed]


def length(flags, part):
    return len(part) + (flags != '')


if __name__ == '__main__':
    link = threading.Thread(target=ip, name='ip')  # [create-ip]
    server = threading.Thread(target=listen, name='server')  # [create-server]
    client = threading.Thread(target=connect, name='client')  # [create-client]
    link.start()  # [start-ip]
    server.start()  # [start-server]
    client.start()  # [start-client]
    client.join()  # [join-client]
    server.join()  # [join-server]
    wire.put(None)  # [stop-ip]
    link.join()  # [join-ip]
    print(f'{lost.qsize()} packets were lost')  # [count-lost]
