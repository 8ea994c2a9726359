import threading, time
def hello(name='x'):
    print('hello', name)
start = time.time()
t1 = threading.Timer(0.3, hello, args=['later'])
t2 = threading.Timer(0.2, hello, kwargs={'name': 'sooner'})
t1.start(); t2.start()
print('waiting before canceling', t2.is_alive())
t3 = threading.Timer(0.1, hello)
t3.start(); t3.cancel()
t1.join()
print(round(time.time() - start, 1))

# prints:
#   waiting before canceling True
#   hello sooner
#   hello later
#   0.3
