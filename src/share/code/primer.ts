/**
 * Typical text of a program, which primes the compressor's model. Existing links depend on it: never change it, except
 * with a new version of the format (`code-text.ts`).
 */
export const primer = `import threading
import time
import random
import queue
import os
import socket
import asyncio
import multiprocessing
from threading import Thread, Lock, RLock, Condition, Event, Semaphore, BoundedSemaphore, Barrier, Timer
from queue import Queue, Empty, Full, LifoQueue, PriorityQueue
from multiprocessing import Process, Pool, Queue, Pipe, Manager, Value, Array, current_process
from concurrent.futures import ThreadPoolExecutor, ProcessPoolExecutor, as_completed

lock = threading.Lock()
condition = threading.Condition()
event = threading.Event()
semaphore = threading.Semaphore(3)
q = queue.Queue(maxsize=5)
count = 0

class Producer(threading.Thread):
    def __init__(self, name, queue):
        threading.Thread.__init__(self)
        super().__init__(name=name)
        self.name = name
        self.queue = queue

    def run(self):
        while True:
            item = self.queue.get()
            if item is None:
                break
            print(f'{self.name} got {item}')
            self.queue.task_done()

def worker(number):
    global count
    for i in range(10):
        with lock:
            count += 1
        lock.acquire()
        try:
            n = count
            time.sleep(0.1)
            count = n - 1
        finally:
            lock.release()
        print('%s: %d' % (threading.current_thread().name, count))
        time.sleep(random.random())

def consumer():
    with condition:
        while not items:
            condition.wait()
        condition.notify_all()
    event.wait()
    event.set()
    return True

async def main():
    await asyncio.sleep(1)
    await asyncio.gather(*tasks)

if __name__ == '__main__':
    threads = []
    for i in range(5):
        t = threading.Thread(target=worker, args=(i,))
        t.daemon = True
        t.start()
        threads.append(t)
    for t in threads:
        t.join()
    p = Process(target=worker, args=(q,))
    p.start()
    p.join()
    with ThreadPoolExecutor(max_workers=3) as executor:
        futures = [executor.submit(worker, i) for i in range(10)]
        for future in as_completed(futures):
            print(future.result())
    s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    s.bind(('localhost', 8000))
    s.listen()
    conn, addr = s.accept()
    data = conn.recv(1024)
    conn.sendall(data)
    pid = os.fork()
    print("done", end=' ', flush=True)
    asyncio.run(main())
`;
