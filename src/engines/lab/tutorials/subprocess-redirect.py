import os
import subprocess
import sys

with open('talk.py', 'w') as file:
    file.write("import sys\nprint('out')\nprint('err', file=sys.stderr)\nprint(sys.stdin.read().upper(), end='')\n")

os.environ['PY'] = sys.executable
for command in (
    'echo one > a.txt; echo two >> a.txt; cat a.txt; wc < a.txt',
    'cat < a.txt | sort -r > b.txt && cat b.txt',
    'cat missing.txt 2> err.txt || cat err.txt',
    'ls missing 2>/dev/null || echo none',
    'echo lost 2>&1 >/dev/null; echo "a > b" a\\>b \'<\'',
    'echo 2>c.txt; wc -c c.txt; echo 2 >c.txt; cat c.txt; echo 3>d.txt x; wc -c < d.txt',
    '$PY talk.py < a.txt 2>&1 | sort',
    '$PY talk.py < a.txt > both.txt 2>&1; sort both.txt',
    '$PY talk.py <a.txt 2>/dev/null >e.txt; cat e.txt',
    'cat < nowhere.txt; echo $PY > /no/such/folder/x || echo refused',
    '> empty.txt; wc -c empty.txt; echo x >&7 || echo closed',
    'echo a >',
    'echo to stderr >&2; echo out',
    'false; echo $? "$?" \'$?\'; echo $?; sh -c "exit 5"; echo $?; nowhere 2>/dev/null; echo $?',
    'echo $$ | wc -l',
):
    done = subprocess.run(command, shell=True, capture_output=True, text=True)
    print(done.returncode, repr(done.stdout), repr(done.stderr))

print(os.system('echo by system > f.txt'), open('f.txt').read(), end='')
print(repr(os.popen('cat < f.txt').read()))

# prints:
#   0 'one\ntwo\n2 2 8\n' ''
#   0 'two\none\n' ''
#   0 'cat: missing.txt: No such file or directory\n' ''
#   0 'none\n' ''
#   0 'a > b a>b <\n' ''
#   0 '\n0 c.txt\n2\nx\n0\n' ''
#   0 'ONE\nTWO\nerr\nout\n' ''
#   0 'ONE\nTWO\nerr\nout\n' ''
#   0 'out\nONE\nTWO\n' ''
#   0 'refused\n' '/bin/sh: 1: cannot open nowhere.txt: No such file\n/bin/sh: 1: cannot create /no/such/folder/x: Directory nonexistent\n'
#   0 '0 empty.txt\nclosed\n' '/bin/sh: 1: 7: Bad file descriptor\n'
#   2 '' '/bin/sh: 1: Syntax error: end of file unexpected\n'
#   0 'out\n' 'to stderr\n'
#   0 '1 1 $?\n0\n5\n127\n' ''
#   0 '1\n' ''
#   0 by system
#   'by system\n'
