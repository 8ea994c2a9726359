import os
import subprocess
import sys

with open('made.py', 'w') as file:
    file.write('import sys, threading\nprint(__name__, sys.argv[1:])\nt = threading.Thread(target=print, args=(1,))\nt.start(); t.join()\n1 / 0\n')

here = os.getcwd()
run = subprocess.run([sys.executable, 'made.py', 'x'], capture_output=True, text=True)
print(run.returncode, repr(run.stdout), repr(run.stderr.replace(here, 'here')))
run = subprocess.run([sys.executable, os.path.join(here, 'made.py')], capture_output=True, text=True)
print(run.returncode, repr(run.stdout))
run = subprocess.run([sys.executable, 'gone.py'], capture_output=True, text=True)
print(run.returncode, repr(run.stderr.replace(here, 'here').partition(': ')[2]))

# prints:
#   1 "__main__ ['x']\n1\n" 'Traceback (most recent call last):\n  File "here/made.py", line 5, in <module>\n    1 / 0\n    ~~^~~\nZeroDivisionError: division by zero\n'
#   1 '__main__ []\n1\n'
#   2 "can't open file 'here/gone.py': [Errno 2] No such file or directory\n"
