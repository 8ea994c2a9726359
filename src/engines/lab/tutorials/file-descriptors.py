import os, subprocess, sys, mmap
f = open('x', 'w')
f.write('hello')
f.flush()
os.fsync(f.fileno())
print(os.fstat(f.fileno()).st_size)
r, w = os.pipe()
print(f.fileno() not in (r, w), r, w)
os.write(f.fileno(), b' there')
print(os.lseek(f.fileno(), 0, os.SEEK_CUR))
subprocess.run(['echo', 'from echo'], stdout=f)
f.close()
print(repr(open('x').read()))
g = open('y', 'w')
saved = os.dup(1)
os.dup2(g.fileno(), 1)
print('to the file', flush=True)
os.system('echo also')
os.dup2(saved, 1)
print(repr(open('y').read()))
h = open('x', 'r+b')
m = mmap.mmap(h.fileno(), 0)
print(m[:5])
m.close()
h.close()
with open('y') as i:
    print(subprocess.run(['cat'], stdin=i, capture_output=True).stdout)
pid = os.fork()
if not pid:
    k = open('z', 'w')
    os.dup2(k.fileno(), 1)
    os.execlp('echo', 'echo', 'exec to file')
os.waitpid(pid, 0)
print(repr(open('z').read()))
fd = os.open('x', os.O_RDONLY)
with os.fdopen(fd) as j:
    print(j.read(), j.fileno() == fd)
os.close(r)
n = open('x')
print(n.fileno() == r)

# prints:
#   5
#   True 4 5
#   11
#   'hello therefrom echo\n'
#   'to the file\nalso\n'
#   b'hello'
#   b'to the file\nalso\n'
#   'exec to file\n'
#   hello therefrom echo
#    True
#   True
