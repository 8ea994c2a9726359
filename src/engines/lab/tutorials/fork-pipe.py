import os
r, w = os.pipe()
pid = os.fork()
if pid:
    os.close(w)
    with os.fdopen(r) as f:
        print('parent reads:', f.read())
    os.waitpid(pid, 0)
else:
    os.close(r)
    with os.fdopen(w, 'w') as f:
        f.write('text from child')
    os._exit(0)
r, w = os.pipe()
os.close(r)
try: os.write(w, b'x')
except BrokenPipeError as e: print(e)
try: os.read(99, 1)
except OSError as e: print(e)

# prints:
#   parent reads: text from child
#   [Errno 32] Broken pipe
#   [Errno 9] Bad file descriptor
