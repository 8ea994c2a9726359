import subprocess, sys, os
p = subprocess.Popen([sys.executable, '-c', 'import sys\nfor l in sys.stdin: print(l.strip().upper())'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
out, err = p.communicate('one\ntwo\n')
print(repr(out), err, p.returncode)
p = subprocess.Popen([sys.executable, '-u', '-c', 'import time\nfor i in range(3): print(i, flush=True); time.sleep(0.05)'], stdout=subprocess.PIPE, text=True)
for line in p.stdout: print('line', line.rstrip())
print(p.wait(), p.poll())
env = dict(os.environ, GREETING='hi')
print(subprocess.check_output([sys.executable, '-c', 'import os; print(os.environ["GREETING"])'], env=env, text=True).strip())
print(subprocess.check_output([sys.executable, '-c', 'import os; print(os.getcwd())'], cwd='/tmp', text=True).strip())
p1 = subprocess.Popen(['echo', 'abc'], stdout=subprocess.PIPE)
p2 = subprocess.Popen(['cat'], stdin=p1.stdout, stdout=subprocess.PIPE)
p1.stdout.close(); print(p2.communicate()[0])
p = subprocess.Popen(['sleep', '10']); p.terminate(); print(p.wait())
p = subprocess.Popen(['sleep', '10']); print(p.poll()); p.kill(); p.wait(); print(p.returncode)
r = subprocess.run([sys.executable, '-c', 'import sys; print(sys.argv[1:])', 'a', 'b'], stderr=subprocess.STDOUT, stdout=subprocess.PIPE, text=True)
print(r.stdout)
subprocess.run([sys.executable, '-c', 'print("to /dev/null")'], stdout=subprocess.DEVNULL)

# prints:
#   'ONE\nTWO\n' None 0
#   line 0
#   line 1
#   line 2
#   0 0
#   hi
#   /tmp
#   b'abc\n'
#   -15
#   None
#   -9
#   ['a', 'b']
#
