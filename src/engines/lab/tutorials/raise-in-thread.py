import ctypes, threading, time
class Stop(Exception): pass
class KillableThread(threading.Thread):
    def raise_exc(self, error):
        count = ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self.ident), ctypes.py_object(error))
        if count == 0: raise ValueError('nonexistent thread id')
        return count
    def run(self):
        try:
            while True: time.sleep(0.001)
        except Stop: print('stopped')
        finally: print('cleaned up')
t = KillableThread(); t.start(); time.sleep(0.01)
count = t.raise_exc(Stop); t.join(); print(count, t.is_alive())
try: t.raise_exc(Stop)
except ValueError as e: print(e)
print(ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_long(12345), None))

# prints:
#   stopped
#   cleaned up
#   1 False
#   nonexistent thread id
#   0
