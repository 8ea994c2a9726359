import os, sys
f = open('t.txt', 'w'); f.write('before '); f.flush()
pid = os.fork()
if pid == 0: f.write('child '); f.close(); os._exit(0)
os.waitpid(pid, 0); f.write('parent'); f.close(); print(open('t.txt').read())
r = open('t.txt', 'rb', buffering=0); print(r.read(3)); pid = os.fork()
if pid == 0: print(r.read(4), flush=True); os._exit(0)
os.waitpid(pid, 0); print(r.read(3)); r.close()
fd = os.open('u.txt', os.O_CREAT | os.O_RDWR); os.write(fd, b'abc'); pid = os.fork()
if pid == 0: os.write(fd, b'def'); os._exit(0)
os.wait(); os.write(fd, b'ghi'); os.lseek(fd, 0, 0); print(os.read(fd, 20)); os.close(fd)
with open('v.txt', 'a+') as g: g.write('x\n'); g.seek(0); print(g.readlines()); print(os.fstat(g.fileno()).st_size, g.fileno() > 2, os.path.samestat(os.fstat(g.fileno()), os.stat('v.txt')))
sys.stdout.flush(); old = os.dup(1)
with open('w.txt', 'w') as h: os.dup2(h.fileno(), 1); print('captured'); sys.stdout.flush(); os.dup2(old, 1)
print(open('w.txt').read(), end=''); sys.stdout = open('z.txt', 'w'); print('to z'); sys.stdout.close(); sys.stdout = sys.__stdout__; print(open('z.txt').read(), end='')

# prints:
#   before child parent
#   b'bef'
#   b'ore '
#   b'chi'
#   b'abcdefghi'
#   ['x\n']
#   2 True True
#   captured
#   to z
