import queue
from dataclasses import dataclass, field
from typing import Any
lifo = queue.LifoQueue()
for i in range(3): lifo.put(i)
while not lifo.empty(): print(lifo.get(), end=';')
print()
@dataclass(order=True)
class Job:
    priority: int
    description: Any = field(compare=False)
pq = queue.PriorityQueue()
pq.put(Job(3, 'Mid-level job')); pq.put(Job(10, 'Low-level job')); pq.put(Job(1, 'Important job'))
while not pq.empty(): print('Processing job:', pq.get().description)
sq = queue.SimpleQueue()
sq.put('x'); print(sq.get(), sq.empty(), sq.qsize())
try: sq.get(timeout=0.05)
except queue.Empty: print('Empty')
try: sq.get(block=False)
except queue.Empty: print('Empty')

# prints:
#   2;1;0;
#   Processing job: Important job
#   Processing job: Mid-level job
#   Processing job: Low-level job
#   x True 0
#   Empty
#   Empty
