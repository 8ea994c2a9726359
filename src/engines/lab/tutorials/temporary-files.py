import tempfile, os, shutil, pathlib
fd, path = tempfile.mkstemp(); os.write(fd, b'hi'); os.close(fd); print(open(path).read()); os.remove(path)
with tempfile.TemporaryDirectory() as d:
    p = pathlib.Path(d) / 'a.txt'; p.write_text('x\ny'); print(p.read_text().split(), p.exists(), os.listdir(d))
print(os.path.exists(d))
with tempfile.TemporaryFile('w+') as f: f.write('abc'); f.seek(0); print(f.read())
with tempfile.NamedTemporaryFile('w', suffix='.log', delete=False) as f: f.write('named\n'); f.flush(); print(open(f.name).read(), end='')
os.unlink(f.name)
with tempfile.SpooledTemporaryFile() as f: f.write(b'1'); f.seek(0); print(f.read())
with open('o.txt', 'w', opener=lambda p, f: os.open(p, f, 0o600)) as f: f.write('opened'); print(f.fileno() > 2)
print(open('o.txt').read())
f = os.fdopen(os.open('o.txt', os.O_RDONLY)); print(f.read()); f.close()

# prints:
#   hi
#   ['x', 'y'] True ['a.txt']
#   False
#   abc
#   named
#   b'1'
#   True
#   opened
#   opened
