import os
import sys

python = sys.executable
print('code', os.spawnl(os.P_WAIT, python, 'python', '-c', 'import sys; sys.exit(3)'), flush=True)
print('missing', os.spawnv(os.P_WAIT, '/no/such/program', ['program']), flush=True)
print('killed', os.spawnlp(os.P_WAIT, python, 'python', '-c', 'import os; os.kill(os.getpid(), 9)'), flush=True)
pid = os.spawnlpe(os.P_NOWAIT, 'sh', 'sh', '-c', 'echo $FRUIT; exit 2', {'FRUIT': 'fig', 'PATH': '/usr/bin:/bin'})
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)

pid = os.posix_spawn(python, [python, '-c', 'print("spawned")'], os.environ)
print(os.waitpid(pid, 0)[1], flush=True)
actions = [
    (os.POSIX_SPAWN_OPEN, 1, 'out.txt', os.O_WRONLY | os.O_CREAT, 0o644),
    (os.POSIX_SPAWN_DUP2, 1, 2),
    (os.POSIX_SPAWN_CLOSE, 0),
]
code = 'import sys; print("out", flush=True); print("err", file=sys.stderr)'
pid = os.posix_spawn(python, [python, '-c', code], {}, file_actions=actions)
print(os.waitpid(pid, 0)[1], repr(open('out.txt').read()))
pid = os.posix_spawnp('echo', ['echo', 'looked', 'for'], os.environ)
os.waitpid(pid, 0)
try:
    os.posix_spawn('/no/such/program', ['program'], {})
except FileNotFoundError as error:
    print(error)
print(os.spawnl.__module__, os.posix_spawn.__module__, 'spawnv' in os.__all__)

# prints:
#   code 3
#   missing 127
#   killed -9
#   fig
#   2
#   spawned
#   0
#   0 'out\nerr\n'
#   looked for
#   [Errno 2] No such file or directory: '/no/such/program'
#   os posix True
