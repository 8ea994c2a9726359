import threading, sys
def a(): print('a', end=''); print('b', end='\n')
def b(): sys.stdout.write('line\n'); print('x', 'y', sep='-'); print()
for f in (a, b):
    t = threading.Thread(target=f); t.start(); t.join()
print('to stderr', file=sys.stderr)
print('no newline', end='')
sys.stdout.flush()
print('%s %5.2f' % ('x', 1.5), flush=True)

# prints, in any order:
#   ab
#   line
#   x-y
#
#   no newlinex  1.50
