import os, sys
print('before')
sys.stdout.flush()
x = 10
pid = os.fork()
if pid == 0:
    x += 1
    print('child x', x)
    sys.exit(0)
os.wait()
print('parent x', x)

# prints:
#   before
#   child x 11
#   parent x 10
