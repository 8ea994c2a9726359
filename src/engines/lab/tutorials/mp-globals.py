import multiprocessing, threading, os
shared = []
def add(x): shared.append(x); print(len(shared), flush=True)
if __name__ == '__main__':
    for cls in (threading.Thread, multiprocessing.Process):
        ws = [cls(target=add, args=(i,)) for i in range(2)]
        for w in ws: w.start(); w.join()
    print(shared)

# prints, in any order:
#   1
#   2
#   3
#   3
#   [0, 1]
