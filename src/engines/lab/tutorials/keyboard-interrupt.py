import os, signal, threading, time
def interrupt():
    time.sleep(0.1)
    os.kill(os.getpid(), signal.SIGINT)
threading.Thread(target=interrupt).start()
try:
    while True:
        time.sleep(1)
except KeyboardInterrupt:
    print('interrupted')
import _thread
try:
    _thread.interrupt_main()
    time.sleep(1)
except KeyboardInterrupt:
    print('again')

# prints:
#   interrupted
#   again
