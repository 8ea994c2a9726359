from multiprocessing import Process, Queue
import queue
def f(q):
    q.put([42, None, 'hello'])
    for i in range(3): q.put(i)
if __name__ == '__main__':
    q = Queue()
    p = Process(target=f, args=(q,))
    p.start()
    print(q.get())
    print([q.get(timeout=5) for _ in range(3)])
    p.join()
    try: q.get(timeout=0.1)
    except queue.Empty: print('empty')
    try: q.get_nowait()
    except queue.Empty: print('empty', q.empty())
    q.close(); q.join_thread()
    r = Queue(1); r.put(1)
    try: r.put(2, timeout=0.05)
    except queue.Full: print('full')
    print(r.get())

# prints:
#   [42, None, 'hello']
#   [0, 1, 2]
#   empty
#   empty True
#   full
#   1
