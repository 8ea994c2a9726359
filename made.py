import sys
print(__name__, sys.argv[1:])
1 / 0
