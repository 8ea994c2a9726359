import subprocess, sys
for command in (['echo', 'by echo'], [sys.executable, '-c', 'import sys; print("by python"); print("error", file=sys.stderr)']):
    with open('o.txt', 'w') as out, open('e.txt', 'w') as err:
        out.write('first\n'); out.flush()
        subprocess.run(command, stdout=out, stderr=err)
        out.write('last\n')
    print(open('o.txt').read(), open('e.txt').read(), sep='-', end='.\n')
with open('o.txt') as f: print(subprocess.run(['cat'], stdin=f, capture_output=True, text=True).stdout, end='')
with open('o.txt') as f: print(subprocess.check_output(['sort', '-r'], stdin=f, text=True), end='')
log = open('log.txt', 'ab'); ps = [subprocess.Popen('echo one', shell=True, stdout=log) for _ in range(2)]
for p in ps: p.wait()
log.close(); print(open('log.txt').read().split())

# prints:
#   first
#   by echo
#   last
#   -.
#   first
#   by python
#   last
#   -error
#   .
#   first
#   by python
#   last
#   last
#   first
#   by python
#   ['one', 'one']
