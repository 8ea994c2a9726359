import subprocess, sys
r = subprocess.run(['echo', 'hello'], capture_output=True, text=True)
print(r.returncode, repr(r.stdout), r.args)
r = subprocess.run('echo a; echo b', shell=True, stdout=subprocess.PIPE)
print(r.stdout)
try: subprocess.run([sys.executable, '-c', 'raise SystemExit(3)'], check=True)
except subprocess.CalledProcessError as e: print(e.returncode)
try: subprocess.run(['sleep', '5'], timeout=0.2)
except subprocess.TimeoutExpired as e: print(str(e)[:38])
print(subprocess.check_output(['echo', 'out']).decode().strip())
print(subprocess.call(['false']), subprocess.check_call(['true']))
print(subprocess.getoutput('echo hi'), subprocess.getstatusoutput('exit 3'))
r = subprocess.run([sys.executable, '-c', 'import sys; print("err", file=sys.stderr); print("out")'], capture_output=True, text=True)
print(r.stdout, r.stderr)

# prints:
#   0 'hello\n' ['echo', 'hello']
#   b'a\nb\n'
#   3
#   Command '['sleep', '5']' timed out aft
#   out
#   1 0
#   hi (3, '')
#   out
#    err
#
