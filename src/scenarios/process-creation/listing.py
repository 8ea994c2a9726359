"""Four events after which there is a new process."""

import multiprocessing
import os
import subprocess
import time

WAY = 'system'  # param: way
COUNT = 3  # param: count
WORK = 1.0  # param: work

SERVICES = ['clock', 'logger', 'network', 'mail', 'printer']


def serve(name):
    print(f'{name} is up: pid {os.getpid()}')  # [up]
    while True:
        time.sleep(WORK)  # [serve]


def do_job(number):
    time.sleep(WORK)  # [do-job]
    print(f'job {number} is done by pid {os.getpid()}')  # [job-done]


if __name__ == '__main__':
    if WAY == 'system':
        for name in SERVICES[:COUNT]:
            service = multiprocessing.Process(target=serve, args=(name,), name=name, daemon=True)  # [create-service]
            service.start()  # [start-service]
        time.sleep(3 * WORK)  # [run]
        print('the system shuts down')  # [shut-down]
    elif WAY == 'call':
        for number in range(1, COUNT + 1):
            if os.fork() == 0:  # [fork]
                time.sleep(WORK * number)  # [help]
                print(f'helper {number} is done: pid {os.getpid()}')  # [helped]
                os._exit(0)  # [exit]
        for number in range(1, COUNT + 1):
            os.wait()  # [wait]
        print('all helpers have ended')  # [all-helped]
    elif WAY == 'request':
        for number in range(1, COUNT + 1):
            command = input('$ ')  # [ask]
            code = subprocess.call(command, shell=True)  # [obey]
            print('exit code', code)  # [code]
    else:
        for number in range(1, COUNT + 1):
            job = multiprocessing.Process(target=do_job, args=(number,), name=f'job {number}')  # [create-job]
            job.start()  # [start-job]
            job.join()  # [join-job]
        print('the batch is done')  # [batch-done]
