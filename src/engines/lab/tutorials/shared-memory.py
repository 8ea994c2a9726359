from multiprocessing import shared_memory, Process
def child(name):
    s = shared_memory.SharedMemory(name=name)
    s.buf[:5] = b'howdy'
    s.close()
if __name__ == '__main__':
    shm = shared_memory.SharedMemory(create=True, size=10)
    buffer = shm.buf
    print(len(buffer) >= 10)
    buffer[:4] = bytearray([22, 33, 44, 55])
    print(bytes(buffer[:4]))
    p = Process(target=child, args=(shm.name,)); p.start(); p.join()
    print(bytes(shm.buf[:5]))
    del buffer
    shm.close(); shm.unlink()
    a = shared_memory.ShareableList(['howdy', b'HoWdY', -273.154, 100, None, True, 42])
    print([type(entry).__name__ for entry in a], a[2], len(a), a.count(100))
    a[2] = -78.5; print(a[2])
    a.shm.close(); a.shm.unlink()

# prints:
#   True
#   b'\x16!,7'
#   b'howdy'
#   ['str', 'bytes', 'float', 'int', 'NoneType', 'bool', 'int'] -273.154 7 1
#   -78.5
