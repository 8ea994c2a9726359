import mmap, os
with open('data.bin', 'wb') as f:
    f.write(b'0123456789')
with open('data.bin', 'r+b') as f:
    m = mmap.mmap(f.fileno(), 0)
m[0:3] = b'abc'
print(m[:], len(m), m.find(b'5'))
m.flush()
print(open('data.bin', 'rb').read())
pid = os.fork()
if not pid:
    m[5:6] = b'X'
    os._exit(0)
os.waitpid(pid, 0)
print(m[:])
m.close()
print(open('data.bin', 'rb').read(), m.closed)
with open('empty', 'w') as f: pass
try:
    with open('empty') as f: mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ)
except ValueError as e: print(e)

# prints:
#   b'abc3456789' 10 5
#   b'abc3456789'
#   b'abc34X6789'
#   b'abc34X6789' True
#   cannot mmap an empty file
