import logging, logging.handlers, queue, sys, threading
q = queue.Queue(-1)
handler = logging.StreamHandler(sys.stdout)
listener = logging.handlers.QueueListener(q, handler)
root = logging.getLogger()
root.addHandler(logging.handlers.QueueHandler(q))
listener.start()
root.warning('Look out!')
t = threading.Thread(target=lambda: root.error('from thread')); t.start(); t.join()
listener.stop()
print('end')

# prints:
#   Look out!
#   from thread
#   end
