from multiprocessing import Process, Value, Array, Lock
from multiprocessing.sharedctypes import RawArray, RawValue, copy, synchronized
from ctypes import Structure, c_double, c_int, c_char, c_bool
class Point(Structure):
    _fields_ = [('x', c_double), ('y', c_double)]
def modify(n, x, s, A, flag, raw):
    n.value **= 2
    x.value **= 2
    s.value = s.value.upper()
    for a in A:
        a.x **= 2
        a.y **= 2
    flag.value = True
    raw[0] += 10
if __name__ == '__main__':
    lock = Lock()
    n = Value('i', 7)
    x = Value(c_double, 1.0/3.0, lock=False)
    s = Array('c', b'hello world', lock=lock)
    A = Array(Point, [(1.875,-6.25), (-5.75,2.0), (2.375,9.5)], lock=lock)
    flag = Value(c_bool, False)
    raw = RawArray(c_int, 3)
    p = Process(target=modify, args=(n, x, s, A, flag, raw))
    p.start()
    p.join()
    print(n.value)
    print(x.value)
    print(s.value)
    print([(a.x, a.y) for a in A])
    print(flag.value, list(raw), len(A), n.get_lock() is not None, A.get_obj()[1].x)
    c = copy(raw); c[1] = 5; print(list(c), list(raw))
    p = Value(Point, 1, 2); print(p.x, p.y); p.x = 8; print(p.x)
    print(s[:5], s.raw, s[0])
    try: n.value = 'x'
    except TypeError as e: print(e)
    try: Array('i', 3)[5]
    except IndexError as e: print(e)

# prints:
#   49
#   0.1111111111111111
#   b'HELLO WORLD'
#   [(3.515625, 39.0625), (33.0625, 4.0), (5.640625, 90.25)]
#   True [10, 0, 0] 3 True 33.0625
#   [10, 5, 0] [10, 0, 0]
#   1.0 2.0
#   8.0
#   b'HELLO' b'HELLO WORLD' b'H'
#   'str' object cannot be interpreted as an integer
#   invalid index
