import os, sys, threading, io
log = open('log.txt', 'a')
log.write('parent\n')
pid = os.fork()
if not pid:
    log.write('child\n')
    log.close()
    os._exit(0)
os.waitpid(pid, 0)
log.close()
print(repr(open('log.txt').read()))
both = open('both.txt', 'w', buffering=1)
both.write('one\n')
pid = os.fork()
if not pid:
    both.write('two\n')
    os._exit(0)
os.waitpid(pid, 0)
both.write('three\n')
both.close()
print(repr(open('both.txt').read()))
pid = os.fork()
if not pid:
    lost = open('lost.txt', 'w')
    lost.write('never seen')
    os._exit(0)
os.waitpid(pid, 0)
pid = os.fork()
if not pid:
    kept = open('kept.txt', 'w')
    kept.write('seen')
    sys.exit(0)
os.waitpid(pid, 0)
print(repr(open('lost.txt').read()), repr(open('kept.txt').read()))
f = open('kept.txt', 'r+')
print(f, f.encoding, f.mode, f.name, f.fileno() > 2, f.isatty(), f.seekable(), f.tell(), f.readline(), f.tell())
f.seek(0); f.write('SEE'); f.flush(); f.seek(0); print(f.read()); f.truncate(2); f.close()
print(open('kept.txt', 'rb').read(), f.closed)
for bad in (('kept.txt', 'q'), ('kept.txt', 'rw'), ('kept.txt', 'rb', 1, 'utf-8'), ('kept.txt', 'r', 0), ('none.txt', 'r'), ('.', 'r'), ('kept.txt', 'x'), ('kept.txt', 'tb')):
    try: open(*bad)
    except Exception as e: print(type(e).__name__, e)
with open('big.txt', 'w') as g:
    for n in range(5000): g.write(f'line {n}\n')
print(sum(1 for _ in open('big.txt')), os.path.getsize('big.txt'))
lock = threading.Lock()
def work(n):
    with lock, open('shared.txt', 'a') as h: print('thread', n, file=h)
ts = [threading.Thread(target=work, args=(n,)) for n in range(4)]
for t in ts: t.start()
for t in ts: t.join()
print(sorted(open('shared.txt').read().split('\n')))
with open('b.bin', 'wb', 0) as r: print(type(r).__name__, r.write(b'abc'))
with open('b.bin', 'rb') as r: print(type(r).__name__, r.peek(2)[:2], r.read1(2), r.read())
import json, csv, pickle, pathlib, tempfile, logging, shutil
pathlib.Path('j.json').write_text(json.dumps({'a': 1})); print(json.load(open('j.json')))
with tempfile.NamedTemporaryFile('w+') as t: t.write('temp'); t.seek(0); print(t.read())
with tempfile.TemporaryFile() as t: t.write(b'x'); t.seek(0); print(t.read())
logging.basicConfig(filename='app.log', level=logging.INFO, format='%(message)s'); logging.info('logged'); logging.shutdown(); print(open('app.log').read())
shutil.copy('j.json', 'k.json'); print(open('k.json').read())
end = open('end.txt', 'w'); end.write('at the end')
import atexit; atexit.register(lambda: print('exit', repr(open('end.txt').read())))
try:
    open('closed.txt', 'w').close(); c = open('closed.txt'); c.close(); c.read()
except ValueError as e: print(e)
import os
with open('n.txt', 'w+') as f:
    f.write('10')
    f.seek(0)
    print(int(f.read()) + 1)
with open('n.txt', 'r+') as f:
    n = int(f.read())
    f.seek(0)
    f.write(str(n * 2))
names = []
for name in ('a', 'b'):
    if n == 10:
        names.append(name)
pid = os.fork()
if not pid:
    print('child', n, names, open('n.txt').read(), flush=True)
    os._exit(0)
os.waitpid(pid, 0)
r, w = os.pipe()
f = open('n.txt')
print(r, w, f.fileno(), os.dup(1))

# prints:
#   'parent\nchild\nparent\n'
#   'one\ntwo\nthree\n'
#   '' 'seen'
#   <_io.TextIOWrapper name='kept.txt' mode='r+' encoding='UTF-8'> UTF-8 r+ kept.txt True False True 0 seen 4
#   SEEn
#   b'SE' True
#   ValueError invalid mode: 'q'
#   ValueError must have exactly one of create/read/write/append mode
#   ValueError binary mode doesn't take an encoding argument
#   ValueError can't have unbuffered text I/O
#   FileNotFoundError [Errno 2] No such file or directory: 'none.txt'
#   IsADirectoryError [Errno 21] Is a directory: '.'
#   FileExistsError [Errno 17] File exists: 'kept.txt'
#   ValueError can't have text and binary mode at once
#   5000 48890
#   ['', 'thread 0', 'thread 1', 'thread 2', 'thread 3']
#   FileIO 3
#   BufferedReader b'ab' b'ab' b'c'
#   {'a': 1}
#   temp
#   b'x'
#   logged
#
#   {"a": 1}
#   I/O operation on closed file.
#   11
#   child 10 ['a', 'b'] 20
#   4 5 6 7
#   exit ''
