"""Threads count words in one dict."""

import threading
import time

LOCK = False  # param: lock
REPORT = 'end'  # param: report
READERS = 3  # param: readers
READ = 0.5  # param: read
GAP = 0.3  # param: gap

PAGES = [
    'the cat saw a dog',
    'the dog saw a cat',
    'the sun saw a fox',
    'the fox ate a hen',
    'the hen ate a fly',
    'the fly saw a sun',
]

counts = {}  # [counts]
words = []  # [words]
lock = threading.Lock()  # [lock]


def read(number):
    time.sleep(0.1 * number)  # [come]
    for word in PAGES[number - 1].split():
        time.sleep(READ)  # [read]
        words.append(word)  # [append]
        if LOCK:
            with lock:  # [acquire] [release]
                count(word)
        else:
            count(word)


def count(word):
    before = counts.get(word, 0)  # [look-up]
    time.sleep(GAP)  # [gap]
    counts[word] = before + 1  # [count]


def report():
    time.sleep(2)  # [rest]
    items = list(counts.items()) if REPORT == 'copy' else counts.items()  # [copy]
    for word, number in items:  # [each]
        print(f'so far {word}: {number}')  # [say]
        time.sleep(0.4)  # [pause]


threads = []
for number in range(1, READERS + 1):
    reader = threading.Thread(target=read, args=(number,), name=f'reader {number}')  # [create]
    reader.start()  # [start]
    threads.append(reader)
if REPORT != 'end':
    reporter = threading.Thread(target=report, name='reporter')  # [create-reporter]
    reporter.start()  # [start-reporter]
    threads.append(reporter)
for thread in threads:
    thread.join()  # [join]
counted = sum(counts.values())  # [sum]
print(f'{len(words)} words read, {counted} counted')  # [result]
