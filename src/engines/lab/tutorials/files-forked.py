import os, sys
f = open('a.txt', 'w'); print(f.fileno()); g = open('b.txt', 'wb'); print(g.fileno())
os.write(f.fileno(), b'direct\n'); f.write('x\n'); f.flush(); os.fsync(f.fileno()); print(os.fstat(f.fileno()).st_size)
d = os.dup(f.fileno()); os.write(d, b'dup\n'); os.close(d)
pid = os.fork()
if pid == 0:
    os.dup2(f.fileno(), 1); print('child to file', flush=True); os.execvp('echo', ['echo', 'exec to file'])
os.waitpid(pid, 0)
save = os.dup(1); os.dup2(g.fileno(), 1); os.write(1, b'redirected\n'); print('by print', flush=True); os.dup2(save, 1); os.close(save)
f.close(); g.close()
print(open('a.txt').read(), open('b.txt').read(), sep='---\n')
import contextlib
with open('c.txt', 'w') as f, contextlib.redirect_stdout(f): print('in c')
print(open('c.txt').read(), end='')
log = open('log.txt', 'w'); log.write('buffered by the parent\n')
pid = os.fork()
if pid == 0: log.write('child\n'); log.close(); os._exit(0)
os.waitpid(pid, 0); log.write('parent\n'); log.close(); print(open('log.txt').read(), end='')
r = open('log.txt'); print(r.readline().strip())
print(repr(r), r.encoding, r.mode, r.closed); r.close()
import multiprocessing as mp
def append(n):
    with open('shared.txt', 'a') as f: f.write(f'{n}\n')
for n in range(2): p = mp.Process(target=append, args=(n,)); p.start(); p.join()
print(open('shared.txt').read().split())
with open('x.bin', 'wb') as f: print(f.write(b'\x00\x01'), f.tell(), f.seekable())
with open('x.bin', 'rb+') as f: f.seek(1); f.write(b'\xff'); f.seek(0); print(f.read(), repr(f))
with open('x.bin', 'rb', buffering=0) as f: print(type(f), f.read(1), f.readall())
for bad in (('x.bin', 'q'), ('x.bin', 'rw'), ('none.txt',), ('x.bin', 'x'), (None,), ('/no/such/dir/f', 'w')):
    try: open(*bad)
    except (ValueError, OSError, TypeError) as e: print(type(e).__name__, e)

# prints:
#   3
#   4
#   9
#   direct
#   x
#   dup
#   child to file
#   exec to file
#   ---
#   redirected
#   by print
#
#   in c
#   buffered by the parent
#   child
#   buffered by the parent
#   parent
#   buffered by the parent
#   <_io.TextIOWrapper name='log.txt' mode='r' encoding='UTF-8'> UTF-8 r False
#   ['0', '1']
#   2 2 True
#   b'\x00\xff' <_io.BufferedRandom name='x.bin'>
#   <class '_io.FileIO'> b'\x00' b'\xff'
#   ValueError invalid mode: 'q'
#   ValueError must have exactly one of create/read/write/append mode
#   FileNotFoundError [Errno 2] No such file or directory: 'none.txt'
#   FileExistsError [Errno 17] File exists: 'x.bin'
#   TypeError expected str, bytes or os.PathLike object, not NoneType
#   FileNotFoundError [Errno 2] No such file or directory: '/no/such/dir/f'
