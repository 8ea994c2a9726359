from concurrent.futures import ThreadPoolExecutor, CancelledError
import time
def task(n):
    if n == 3: raise ValueError('the value {} is no good'.format(n))
    time.sleep(0.1)
    return n / 10
def done(fn):
    if fn.cancelled(): print('canceled')
    elif fn.done():
        error = fn.exception()
        if error: print('error returned:', error)
        else: print('value returned:', fn.result())
ex = ThreadPoolExecutor(max_workers=1)
f = ex.submit(task, 5); f.add_done_callback(done)
g = ex.submit(task, 3); g.add_done_callback(done)
h = ex.submit(task, 6); h.add_done_callback(done)
print(h.cancel(), h.cancelled())
try: h.result()
except CancelledError: print('CancelledError')
ex.shutdown()
try: g.result()
except ValueError as e: print('main: saw error "{}"'.format(e))
print(f.done(), f.cancel())

# prints:
#   canceled
#   True True
#   CancelledError
#   value returned: 0.5
#   error returned: the value 3 is no good
#   main: saw error "the value 3 is no good"
#   True False
