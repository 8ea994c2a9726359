import os, sys, time
print('begin', flush=True)
pid = os.fork()
if pid == 0:
    os.execvp('echo', ['echo', 'from exec'])
    print('never')
print(os.waitpid(pid, 0)[1])
pid = os.fork()
if pid == 0:
    try: os.execl('/no/such', 'such')
    except FileNotFoundError as e: print(e); os._exit(127)
print(os.wait()[1] >> 8)
r, w = os.pipe()
pid = os.fork()
if pid == 0:
    os.dup2(w, 1)
    os.execve(sys.executable, [sys.executable, '-c', 'import os, sys; print("child", os.environ["X"], sys.argv); sys.exit(5)', 'a'], {'X': '1'})
os.close(w)
with os.fdopen(r) as f: print(f.read(), end='')
print(os.wait()[1] >> 8)
pid = os.fork()
if pid == 0:
    os.execlp(sys.executable, 'python3', '-c', 'import os, threading\nt = threading.Thread(target=print, args=("a thread",)); t.start(); t.join()\nif os.fork() == 0: print("grandchild"); os._exit(0)\nos.wait(); print(threading.active_count())')
print(os.wait()[1])
print('before', flush=True)
os.execv(sys.executable, [sys.executable, '-c', 'import threading, queue\nq = queue.Queue()\nthreading.Thread(target=q.put, args=(7,)).start()\nprint(q.get()); raise SystemExit(4)'])

# prints, exits 4:
#   begin
#   from exec
#   0
#   [Errno 2] No such file or directory
#   127
#   child 1 ['-c', 'a']
#   5
#   a thread
#   grandchild
#   1
#   0
#   before
#   7
