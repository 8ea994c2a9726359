"""A bounded queue makes the faster side wait."""

import queue
import threading
import time

LOOK = False  # param: look
PRODUCERS = 2  # param: producers
CONSUMERS = 2  # param: consumers
MAXSIZE = 4  # param: maxsize
ITEMS = 10  # param: items
MAKE = 0.5  # param: make
USE = 1.0  # param: use

box = queue.Queue(MAXSIZE)  # [queue]


def produce(letter):
    for number in range(1, ITEMS + 1):
        time.sleep(MAKE)  # [make]
        item = f'{letter}{number}'
        box.put(item)  # [put]
        if LOOK:
            print(f'producer {letter} put {item}, queue size {box.qsize()}')  # [look]
        else:
            print(f'producer {letter} put {item}')  # [say-put]


def consume(number):
    while True:
        item = box.get()  # [get]
        if item is None:
            break
        time.sleep(USE)  # [use]
        print(f'consumer {number} used {item}')  # [say-used]


producers = []
for letter in 'abcdef'[:PRODUCERS]:
    producer = threading.Thread(target=produce, args=(letter,), name=f'producer {letter}')  # [create-producer]
    producer.start()  # [start-producer]
    producers.append(producer)
consumers = []
for number in range(1, CONSUMERS + 1):
    consumer = threading.Thread(target=consume, args=(number,), name=f'consumer {number}')  # [create-consumer]
    consumer.start()  # [start-consumer]
    consumers.append(consumer)

for producer in producers:
    producer.join()  # [join-producer]
for _ in consumers:
    box.put(None)  # [put-end]
for consumer in consumers:
    consumer.join()  # [join-consumer]
print('everything is used up')  # [done]
