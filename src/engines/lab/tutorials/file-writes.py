import threading, os, tempfile
path = os.path.join(tempfile.gettempdir(), f'out-{os.getpid()}.txt')
lock = threading.Lock()
def write(n):
    with lock, open(path, 'a') as f: f.write(f'{n}\n')
ts = [threading.Thread(target=write, args=(n,)) for n in range(5)]
[t.start() for t in ts]; [t.join() for t in ts]
print(sorted(open(path).read().split())); os.remove(path); print(os.path.exists(path))

# prints:
#   ['0', '1', '2', '3', '4']
#   False
