from multiprocessing import Process, Pipe, current_process
from multiprocessing.connection import wait
def foo(w):
    for i in range(3): w.send((i, current_process().name))
    w.close()
if __name__ == '__main__':
    readers = []
    for i in range(2):
        r, w = Pipe(duplex=False); readers.append(r)
        p = Process(target=foo, args=(w,), name=f'P{i}'); p.start(); w.close()
    while readers:
        for r in wait(readers):
            try: msg = r.recv()
            except EOFError: readers.remove(r)
            else: print(msg)

# prints, in any order:
#   (0, 'P0')
#   (1, 'P0')
#   (2, 'P0')
#   (0, 'P1')
#   (1, 'P1')
#   (2, 'P1')
