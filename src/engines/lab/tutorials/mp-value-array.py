from multiprocessing import Process, Value, Array
import ctypes
def f(n, a):
    n.value = 3.1415927
    for i in range(len(a)): a[i] = -a[i]
def add(v, n):
    for _ in range(n):
        with v.get_lock(): v.value += 1
if __name__ == '__main__':
    num = Value('d', 0.0)
    arr = Array('i', range(10))
    p = Process(target=f, args=(num, arr))
    p.start(); p.join()
    print(num.value)
    print(arr[:])
    v = Value('i', 0)
    ps = [Process(target=add, args=(v, 20)) for _ in range(3)]
    [p.start() for p in ps]; [p.join() for p in ps]
    print(v.value)
    s = Array('c', b'hello'); print(s.value)
    b = Value(ctypes.c_bool, True); print(b.value)

# prints:
#   3.1415927
#   [0, -1, -2, -3, -4, -5, -6, -7, -8, -9]
#   60
#   b'hello'
#   True
