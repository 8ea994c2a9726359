import threading, time
def bad(n):
    d = {}
    return d[n]
t = threading.Thread(target=bad, args=('key',), name='bad')
t.start(); t.join()
def deep(n):
    return 1 / n if n == 0 else deep(n - 1)
print('going to fail')
deep(2)

# prints, in any order, exits 1:
#   going to fail
