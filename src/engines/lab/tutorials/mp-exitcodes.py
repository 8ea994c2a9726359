import multiprocessing, sys, time, os, signal
def exit_error(): sys.exit(1)
def exit_ok(): return
def return_value(): return 1
def raises(): raise RuntimeError('There was an error!')
def terminated(): time.sleep(3)
def killed(): os.kill(os.getpid(), signal.SIGKILL)
def message(): sys.exit('a message')
if __name__ == '__main__':
    jobs = []
    for f in [exit_error, exit_ok, return_value, raises, terminated, killed, message]:
        j = multiprocessing.Process(target=f, name=f.__name__)
        jobs.append(j); j.start()
    jobs[4].terminate()
    for j in jobs:
        j.join()
        print('{:>15}.exitcode = {}'.format(j.name, j.exitcode))

# prints, in any order:
#        exit_error.exitcode = 1
#           exit_ok.exitcode = 0
#      return_value.exitcode = 0
#            raises.exitcode = 1
#        terminated.exitcode = -15
#            killed.exitcode = -9
#           message.exitcode = 1
