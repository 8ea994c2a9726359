from concurrent import futures
import time
def task(n):
    time.sleep(n / 20)
    return (n, n / 10)
with futures.ThreadPoolExecutor(max_workers=5) as ex:
    wait_for = [ex.submit(task, i) for i in range(5, 0, -1)]
    for f in futures.as_completed(wait_for):
        print('result:', f.result())
    a = ex.submit(task, 1); b = ex.submit(task, 10)
    done, not_done = futures.wait([a, b], return_when=futures.FIRST_COMPLETED)
    print(a in done, b in not_done, a.done(), b.running())
    done, not_done = futures.wait([a, b], timeout=0.01)
    print(len(done), len(not_done))

# prints:
#   result: (1, 0.1)
#   result: (2, 0.2)
#   result: (3, 0.3)
#   result: (4, 0.4)
#   result: (5, 0.5)
#   True True True True
#   1 1
