import threading, time
class Philosopher(threading.Thread):
    def __init__(self, name, left, right):
        super().__init__(name=name)
        self.first, self.second = sorted((left, right), key=forks.index)
    def run(self):
        for _ in range(2):
            with self.first:
                with self.second:
                    print(f'{self.name} eats')
            time.sleep(0.01)
forks = [threading.Lock() for _ in range(5)]
names = ['Plato', 'Kant', 'Hume', 'Marx', 'Russell']
ps = [Philosopher(n, forks[i], forks[(i + 1) % 5]) for i, n in enumerate(names)]
for p in ps: p.start()
for p in ps: p.join()
print('done')

# prints, in any order:
#   Plato eats
#   Plato eats
#   Kant eats
#   Hume eats
#   Marx eats
#   Russell eats
#   Kant eats
#   Hume eats
#   Marx eats
#   Russell eats
#   done
