import concurrent.futures, logging, queue, random, threading, time, sys
def producer(q, event):
    n = 0
    while not event.is_set():
        q.put(n); n += 1
        time.sleep(0.01)
def consumer(q, event, got):
    while not event.is_set() or not q.empty():
        try: got.append(q.get(timeout=0.05))
        except queue.Empty: pass
logging.basicConfig(format='%(message)s', level=logging.INFO, stream=sys.stdout)
pipeline = queue.Queue(maxsize=10)
event = threading.Event()
got = []
with concurrent.futures.ThreadPoolExecutor(max_workers=2) as executor:
    executor.submit(producer, pipeline, event)
    executor.submit(consumer, pipeline, event, got)
    time.sleep(0.1)
    logging.info('Main: about to set event')
    event.set()
print(got == list(range(len(got))), len(got) > 2)

# prints:
#   Main: about to set event
#   True True
