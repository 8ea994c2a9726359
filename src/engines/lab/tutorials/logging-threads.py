import logging, threading, time, sys
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format='%(levelname)s %(threadName)s %(processName)s %(name)s %(message)s')
log = logging.getLogger('app')
def work(i):
    log.info('start %d', i)
    time.sleep(0.01)
    log.warning('end %d', i)
ts = [threading.Thread(target=work, args=(i,), name=f'w{i}') for i in range(3)]
[t.start() for t in ts]; [t.join() for t in ts]
try: 1 / 0
except ZeroDivisionError: log.error('failed', exc_info=False)

# prints, in any order:
#   INFO w0 MainProcess app start 0
#   INFO w1 MainProcess app start 1
#   INFO w2 MainProcess app start 2
#   WARNING w0 MainProcess app end 0
#   WARNING w2 MainProcess app end 2
#   WARNING w1 MainProcess app end 1
#   ERROR MainThread MainProcess app failed
