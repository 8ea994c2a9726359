import os, signal, subprocess, sys, time
p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(50)'], start_new_session=True)
print(os.getpgid(p.pid) == p.pid, os.getsid(p.pid) == p.pid)
os.killpg(os.getpgid(p.pid), signal.SIGTERM)
print(p.wait())
def prepare():
    os.setsid()
    print('prepared', flush=True)
p = subprocess.Popen([sys.executable, '-c', 'import os; print(os.getpgrp() == os.getpid()); os.nice(5); print(os.nice(0))'], preexec_fn=prepare)
print(p.wait())
def bad():
    raise ValueError('no')
try:
    subprocess.run(['echo', 'x'], preexec_fn=bad)
except subprocess.SubprocessError as e:
    print(type(e).__name__, e)
out = subprocess.run(['sh', '-c', 'echo hi; exit 3'], preexec_fn=lambda: os.nice(3), capture_output=True, text=True, env={'A': '1'}, cwd='/')
print(out.returncode, out.stdout)
r, w = os.pipe()
p = subprocess.Popen([sys.executable, '-c', f'import os; os.write({w}, b"kept")'], pass_fds=[w], preexec_fn=lambda: None)
p.wait()
print(os.read(r, 10))
p = subprocess.Popen(['cat'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, preexec_fn=os.setpgrp)
print(p.communicate(b'through cat'))
try:
    subprocess.run(['nosuchprogram'], preexec_fn=lambda: None)
except FileNotFoundError as e:
    print(e)
# a group of workers
children = []
leader = 0
for n in range(3):
    pid = os.fork()
    if not pid:
        signal.signal(signal.SIGUSR1, lambda *a: os._exit(40 + n))
        time.sleep(60)
        os._exit(0)
    leader = leader or pid
    os.setpgid(pid, leader)
    children.append(pid)
time.sleep(0.1)
os.killpg(leader, signal.SIGUSR1)
print(sorted(os.waitstatus_to_exitcode(os.waitpid(-leader, 0)[1]) for _ in children))
try:
    os.waitpid(-leader, 0)
except ChildProcessError as e:
    print(e)
signal.signal(signal.SIGTERM, lambda *a: print('self'))
os.kill(0, signal.SIGTERM) if os.getpgrp() == os.getpid() else print('self')

# prints:
#   True True
#   -15
#   prepared
#   True
#   5
#   0
#   SubprocessError Exception occurred in preexec_fn.
#   3 hi
#
#   b'kept'
#   (b'through cat', None)
#   [Errno 2] No such file or directory: 'nosuchprogram'
#   [40, 41, 42]
#   [Errno 10] No child processes
#   self
