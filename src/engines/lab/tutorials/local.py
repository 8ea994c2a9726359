import threading, random, logging
local = threading.local()
def show(d, name):
    try:
        val = d.value
    except AttributeError:
        print(name, 'No value yet')
    else:
        print(name, 'value=', val)
def worker(d, n):
    show(d, f'w{n}')
    d.value = n
    show(d, f'w{n}')
show(local, 'main')
local.value = 1000
show(local, 'main')
for i in range(2):
    t = threading.Thread(target=worker, args=(local, i))
    t.start(); t.join()
class MyLocal(threading.local):
    def __init__(self, value):
        super().__init__()
        print('init in', threading.current_thread().name)
        self.value = value
m = MyLocal(7)
t = threading.Thread(target=lambda: show(m, 'sub'), name='T')
t.start(); t.join()
print(sorted(m.__dict__))

# prints:
#   main No value yet
#   main value= 1000
#   w0 No value yet
#   w0 value= 0
#   w1 No value yet
#   w1 value= 1
#   init in MainThread
#   init in T
#   sub value= 7
#   ['value']
