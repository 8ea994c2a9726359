"""fork() is called once and comes back twice."""

import os
import time

WAIT = 'each'  # param: wait
CHILDREN = 2  # param: children
WORK = 1.0  # param: work

apples = 10  # [apples]
pids = []
for number in range(1, CHILDREN + 1):
    pid = os.fork()  # [fork]
    if pid == 0:
        apples = apples - number  # [eat]
        print(f'child {number}: fork() gave me 0, and I have {apples} apples')  # [child]
        time.sleep(WORK * (CHILDREN + 1 - number))  # [work]
        os._exit(number)  # [exit]
    print(f'parent: fork() gave me {pid}, and I have {apples} apples')  # [parent]
    pids.append(pid)

for pid in pids:
    if WAIT == 'each':
        ended, status = os.waitpid(pid, 0)  # [waitpid]
    else:
        ended, status = os.wait()  # [wait]
    print(f'process {ended} has ended with exit code', os.waitstatus_to_exitcode(status))  # [ended]
print(f'parent: I still have {apples} apples')  # [still]
