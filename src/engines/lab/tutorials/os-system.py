import os, sys
print('exit status', os.system('exit 3') >> 8, flush=True)
print(os.system('echo from the shell && true'), flush=True)
print(os.system('false') == 256, os.waitstatus_to_exitcode(os.system(f'{sys.executable} -c "raise SystemExit(7)"')))
pid = os.fork()
if pid == 0:
    os.system('echo in the child')
    os._exit(0)
print(os.waitpid(pid, 0)[1])
# prints:
#   exit status 3
#   from the shell
#   0
#   True 7
#   in the child
#   0
