import multiprocessing, time
class Consumer(multiprocessing.Process):
    def __init__(self, task_queue, result_queue):
        multiprocessing.Process.__init__(self)
        self.task_queue = task_queue
        self.result_queue = result_queue
    def run(self):
        while True:
            next_task = self.task_queue.get()
            if next_task is None:
                self.task_queue.task_done()
                break
            self.result_queue.put(next_task())
            self.task_queue.task_done()
class Task:
    def __init__(self, a, b): self.a, self.b = a, b
    def __call__(self): return '{} * {} = {}'.format(self.a, self.b, self.a * self.b)
    def __str__(self): return f'{self.a} * {self.b}'
if __name__ == '__main__':
    tasks = multiprocessing.JoinableQueue()
    results = multiprocessing.Queue()
    consumers = [Consumer(tasks, results) for i in range(2)]
    for w in consumers: w.start()
    for i in range(5): tasks.put(Task(i, i))
    for i in range(2): tasks.put(None)
    tasks.join()
    for _ in range(5): print('Result:', results.get())

# prints, in any order:
#   Result: 1 * 1 = 1
#   Result: 2 * 2 = 4
#   Result: 3 * 3 = 9
#   Result: 4 * 4 = 16
#   Result: 0 * 0 = 0
