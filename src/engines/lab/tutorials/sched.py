import sched, time
s = sched.scheduler(time.time, time.sleep)
start = time.time()
def show(name):
    print(name, round(time.time() - start, 1))
s.enter(0.2, 2, show, ('low',))
s.enter(0.2, 1, show, kwargs={'name': 'high'})
e = s.enter(0.1, 1, show, ('canceled',))
s.cancel(e)
s.enterabs(start + 0.1, 1, show, ('abs',))
print(len(s.queue), s.empty())
s.run()
print(s.empty(), s.run(blocking=False))

# prints:
#   3 False
#   abs 0.1
#   low 0.2
#   high 0.2
#   True None
