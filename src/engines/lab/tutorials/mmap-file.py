import mmap, os
with open('m.bin', 'wb') as f: f.write(b'hello world\nsecond\n')
with open('m.bin', 'r+b') as f:
    with mmap.mmap(f.fileno(), 0) as m:
        print(m[:5], len(m), m.find(b'wor'), m.readline(), m.read(3))
        m[0:5] = b'HELLO'; m.flush(); print(open('m.bin', 'rb').read(5))
        m[6:11] = b'WORLD'
print(open('m.bin', 'rb').read())
with open('m.bin', 'r+b') as f:
    m = mmap.mmap(f.fileno(), 5); pid = os.fork()
    if pid == 0: m[:1] = b'J'; os._exit(0)
    os.waitpid(pid, 0); print(m[:]); m.close()
print(open('m.bin', 'rb').read(5))
open('empty.bin', 'w').close()
with open('empty.bin', 'r+b') as f:
    for length in (0, 10):
        try: mmap.mmap(f.fileno(), length)
        except ValueError as e: print(e)

# prints:
#   b'hello' 19 6 b'hello world\n' b'sec'
#   b'HELLO'
#   b'HELLO WORLD\nsecond\n'
#   b'JELLO'
#   b'JELLO'
#   cannot mmap an empty file
#   mmap length is greater than file size
