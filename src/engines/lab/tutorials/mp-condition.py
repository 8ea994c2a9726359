import multiprocessing, time
def stage_1(cond):
    with cond:
        print('done and ready for stage 2', flush=True)
        cond.notify_all()
def stage_2(cond, i):
    with cond:
        cond.wait()
        print('running', flush=True)
if __name__ == '__main__':
    condition = multiprocessing.Condition()
    s1 = multiprocessing.Process(name='s1', target=stage_1, args=(condition,))
    s2 = [multiprocessing.Process(name=f'stage_2[{i}]', target=stage_2, args=(condition, i)) for i in range(2)]
    for c in s2: c.start(); time.sleep(0.1)
    time.sleep(0.1)
    s1.start(); s1.join()
    for c in s2: c.join()

# prints:
#   done and ready for stage 2
#   running
#   running
