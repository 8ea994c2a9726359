/** The tasks of queues, and shutdown. Cases 100, 101 and 104. */
import { print } from '../program/builtins.ts';
import { LifoQueue, PriorityQueue, Queue } from '../program/queue.ts';
import type { Steps } from '../program/steps.ts';
import { sleep } from '../program/time.ts';
import { type Row, spawn, tell } from './row.ts';

function* joins(queue: Queue): Steps<void> {
  yield* queue.join();
  yield* print('joined');
}

export const queueTaskRows: readonly Row[] = [
  {
    name: '100 unfinished tasks',
    program() {
      function* main(): Steps<void> {
        const queue = yield* new Queue();
        yield* tell(queue.taskDone());
        yield* queue.put(1);
        yield* queue.put(2);
        yield* queue.get();
        yield* print(yield* queue.unfinishedTasks());
        yield* tell(queue.taskDone());
        yield* tell(queue.taskDone());
        yield* print(yield* queue.unfinishedTasks(), yield* queue.qsize());
        yield* tell(queue.taskDone());
      }
      return { main };
    },
    out: [
      'ValueError: task_done() called too many times',
      '2',
      'None',
      'None',
      '0 1',
      'ValueError: task_done() called too many times',
    ],
    python: `
      q = Queue()
      tell(q.task_done)
      q.put(1)
      q.put(2)
      q.get()
      print(q.unfinished_tasks)
      tell(q.task_done)
      tell(q.task_done)
      print(q.unfinished_tasks, q.qsize())
      tell(q.task_done)`,
  },
  {
    name: '101 join waits for the last task',
    program() {
      function* main(): Steps<void> {
        const queue = yield* new Queue();
        yield* queue.join();
        yield* queue.put(1);
        yield* queue.put(2);
        const t = yield* spawn(joins, queue);
        for (let n = 0; n < 2; n++) yield* queue.get();
        for (let n = 0; n < 2; n++) {
          yield* sleep(0.1);
          yield* print(yield* t.isAlive());
          yield* queue.taskDone();
        }
      }
      return { main, joins };
    },
    out: ['True', 'True', 'joined'],
    python: `
      def joins():
          q.join()
          print('joined')
      q = Queue()
      q.join()
      q.put(1)
      q.put(2)
      t = spawn(joins)
      for _ in range(2): q.get()
      for _ in range(2):
          time.sleep(.1)
          print(t.is_alive())
          q.task_done()`,
  },
  {
    name: '104 after a shutdown: no put, the rest for get',
    program() {
      function* main(): Steps<void> {
        for (const queue of [
          yield* new Queue(),
          yield* new LifoQueue(),
          yield* new PriorityQueue(),
        ]) {
          yield* queue.put(1);
          yield* print(yield* queue.isShutdown());
          yield* tell(queue.shutdown());
          yield* tell(queue.shutdown());
          yield* print(yield* queue.isShutdown());
          yield* tell(queue.put(2));
          yield* tell(queue.put(2, false));
          yield* tell(queue.get());
          yield* tell(queue.get());
          yield* tell(queue.getNowait());
          yield* print(yield* queue.unfinishedTasks());
        }
      }
      return { main };
    },
    out: Array.from({ length: 3 }, () => [
      'False',
      'None',
      'None',
      'True',
      'ShutDown',
      'ShutDown',
      '1',
      'ShutDown',
      'ShutDown',
      '1',
    ]).flat(),
    python: '',
    unproved: 'Python 3.11 has no shutdown',
  },
  {
    name: '104 a shutdown wakes those that wait to get and to put; join goes on waiting',
    program() {
      function* gets(queue: Queue): Steps<void> {
        yield* tell(queue.get());
      }
      function* puts(queue: Queue): Steps<void> {
        yield* tell(queue.put('late'));
      }
      function* main(): Steps<void> {
        const empty = yield* new Queue();
        const threads = [yield* spawn(gets, empty), yield* spawn(gets, empty)];
        const full = yield* new Queue(1);
        yield* full.put('item');
        threads.push(yield* spawn(puts, full));
        const joiner = yield* spawn(joins, full);
        yield* sleep(0.1);
        yield* empty.shutdown();
        yield* full.shutdown();
        for (const t of threads) yield* t.join();
        yield* sleep(0.1);
        yield* print(yield* joiner.isAlive(), yield* full.get());
        yield* full.taskDone();
      }
      return { main, gets, puts, joins };
    },
    out: ['ShutDown', 'ShutDown', 'ShutDown', 'True item', 'joined'],
    python: '',
    unproved: 'Python 3.11 has no shutdown',
  },
  {
    name: '104 an immediate shutdown empties the queue and ends join',
    program() {
      function* main(): Steps<void> {
        const queue = yield* new Queue();
        yield* queue.put(1);
        yield* queue.put(2);
        const t = yield* spawn(joins, queue);
        yield* sleep(0.1);
        yield* queue.shutdown(true);
        yield* t.join();
        yield* print(yield* queue.qsize(), yield* queue.unfinishedTasks());
        yield* tell(queue.get());
        const taken = yield* new Queue();
        yield* taken.put(1);
        yield* taken.put(2);
        yield* taken.get();
        yield* taken.shutdown(true);
        yield* print(yield* taken.unfinishedTasks());
        yield* taken.taskDone();
        yield* taken.join();
        yield* print('done');
      }
      return { main, joins };
    },
    out: ['joined', '0 0', 'ShutDown', '1', 'done'],
    python: '',
    unproved: 'Python 3.11 has no shutdown',
  },
];
