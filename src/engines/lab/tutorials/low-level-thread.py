import _thread, time
def work(name, lock):
    print('in', name)
    lock.release()
lock = _thread.allocate_lock(); lock.acquire()
ident = _thread.start_new_thread(work, ('t', lock))
with lock: print('done', type(ident).__name__, _thread.get_ident() != ident)
def dies(): raise ValueError('x')
_thread.start_new_thread(dies, ())
time.sleep(0.1)
print('main lives')

# prints:
#   in t
#   done int True
#   main lives
