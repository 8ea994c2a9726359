import multiprocessing as mp, os, time
def f(name):
    print('hello', name, mp.current_process().name, mp.parent_process().name)
if __name__ == '__main__':
    p = mp.Process(target=f, args=('bob',))
    print(p.is_alive(), p.exitcode)
    p.start(); print(p.is_alive() or p.exitcode == 0); p.join()
    print(p.exitcode, p.is_alive(), p.name, p.daemon)
    q = mp.Process(name='my_service', target=time.sleep, args=(10,), daemon=True)
    q.start(); q.terminate(); q.join(); print(q.exitcode)
    print(mp.cpu_count() > 0, mp.active_children(), mp.current_process().name)
    p.close()
    try: p.is_alive()
    except ValueError as e: print(e)

# prints, in any order:
#   False None
#   True
#   hello bob Process-1 MainProcess
#   0 False Process-1 False
#   -15
#   True [] MainProcess
#   process object is closed
