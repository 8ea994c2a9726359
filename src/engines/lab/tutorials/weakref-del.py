import threading, gc, weakref
class Res:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
def work():
    r = Res(1)
    r = None
    c = Res(2); c.me = c
t = threading.Thread(target=work); t.start(); t.join()
gc.collect()
r = Res(3); w = weakref.ref(r); del r; print(w() is None)

# prints:
#   del 1
#   del 2
#   del 3
#   True
