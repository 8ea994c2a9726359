import threading, sys
def hook(args):
    print('caught', args.exc_type.__name__, args.exc_value, args.thread.name)
threading.excepthook = hook
def bad():
    raise ValueError('oops')
t = threading.Thread(target=bad, name='bad'); t.start(); t.join()
threading.excepthook = threading.__excepthook__
def quits():
    sys.exit(3)
t = threading.Thread(target=quits); t.start(); t.join()
print('main goes on')

# prints:
#   caught ValueError oops bad
#   main goes on
