import threading, time
b = threading.Barrier(2)
def waiter(n):
    try:
        b.wait()
        print('passed')
    except threading.BrokenBarrierError as e:
        print('broken', repr(e))
t = threading.Thread(target=waiter, args=(1,))
t.start()
time.sleep(0.1)
b.abort()
t.join()
print(b.broken)
b.reset()
print(b.broken)
try:
    b.wait(timeout=0.1)
except threading.BrokenBarrierError:
    print('timeout breaks it', b.broken)

# prints, in any order:
#   broken BrokenBarrierError()
#   True
#   False
#   timeout breaks it True
