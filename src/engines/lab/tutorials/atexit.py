import atexit, threading, time
@atexit.register
def bye(): print('bye')
atexit.register(print, 'args', sep='-', end='!\n')
def never(): print('never')
atexit.register(never); atexit.unregister(never)
def late():
    time.sleep(0.1)
    print('thread is waited for first')
threading.Thread(target=late).start()
print('main ends')

# prints:
#   main ends
#   thread is waited for first
#   args!
#   bye
