/** queue.Queue, LifoQueue, PriorityQueue and SimpleQueue: order, limits, waits. Cases 95 to 99, 102, 103 and 105. */
import { print, tuple } from '../program/builtins.ts';
import { LifoQueue, PriorityQueue, Queue, SimpleQueue } from '../program/queue.ts';
import type { Steps } from '../program/steps.ts';
import { monotonic, sleep } from '../program/time.ts';
import { type Row, since, spawn, tell } from './row.ts';

function* drain(queue: Queue): Steps<void> {
  while (!(yield* queue.empty())) yield* print(yield* queue.get());
}

function* getAndSay(queue: Queue, name: string): Steps<void> {
  yield* print(name, yield* queue.get());
}

const PY_DRAIN = `
      def drain(queue):
          while not queue.empty(): print(queue.get())`;

export const queueRows: readonly Row[] = [
  {
    name: '95 first in first out, last in first out, smallest first',
    program() {
      function* main(): Steps<void> {
        for (const queue of [
          yield* new Queue(),
          yield* new LifoQueue(),
          yield* new PriorityQueue(),
        ]) {
          for (const item of [3, 1, 5, 2, 4]) yield* queue.put(item);
          yield* drain(queue);
        }
      }
      return { main };
    },
    out: [3, 1, 5, 2, 4, 4, 2, 5, 1, 3, 1, 2, 3, 4, 5].map(String),
    python: `${PY_DRAIN}
      for q in [Queue(), LifoQueue(), PriorityQueue()]:
          for item in [3, 1, 5, 2, 4]: q.put(item)
          drain(q)`,
  },
  {
    name: '95 texts and tuples compare as Python’s',
    program() {
      function* main(): Steps<void> {
        for (const items of [
          ['b', 'a', 'ab', 'B', '\u{1f600}', '\uffff', ''],
          [[1, 'b'], [0, 'z'], [1], [1, 'a', 0], [1, 'a']],
          [2, 1.5, true, -1],
        ]) {
          const queue = yield* new PriorityQueue();
          for (const item of items) yield* queue.put(item);
          const order = [];
          while (!(yield* queue.empty())) order.push(yield* queue.get());
          yield* print(JSON.stringify(order));
        }
      }
      return { main };
    },
    out: [
      '["","B","a","ab","b","\uffff","\u{1f600}"]',
      '[[0,"z"],[1],[1,"a"],[1,"a",0],[1,"b"]]',
      '[-1,true,1.5,2]',
    ],
    python: `
      import json
      for items in [
          ['b', 'a', 'ab', 'B', '\\U0001f600', '\\uffff', ''],
          [(1, 'b'), (0, 'z'), (1,), (1, 'a', 0), (1, 'a')],
          [2, 3 / 2, True, -1],
      ]:
          q = PriorityQueue()
          for item in items: q.put(item)
          order = []
          while not q.empty(): order.append(q.get())
          print(json.dumps(order, separators=(',', ':'), ensure_ascii=False))`,
  },
  {
    name: '95 what has no order raises from put, and stays inside',
    program() {
      function* main(): Steps<void> {
        const queue = yield* new PriorityQueue();
        yield* queue.put(tuple(1, { a: 1 }));
        yield* tell(queue.put(tuple(1, { b: 2 })));
        yield* print(yield* queue.qsize(), yield* queue.unfinishedTasks());
        yield* tell(queue.put('x'));
        yield* print(yield* queue.qsize());
        yield* tell(queue.get());
        yield* print(yield* queue.qsize());
      }
      return { main };
    },
    out: [
      "TypeError: '<' not supported between instances of 'dict' and 'dict'",
      '2 1',
      "TypeError: '<' not supported between instances of 'str' and 'tuple'",
      '3',
      "TypeError: '<' not supported between instances of 'str' and 'tuple'",
      '2',
    ],
    python: `
      q = PriorityQueue()
      q.put((1, {'a': 1}))
      tell(q.put, (1, {'b': 2}))
      print(q.qsize(), q.unfinished_tasks)
      tell(q.put, 'x')
      print(q.qsize())
      tell(q.get)
      print(q.qsize())`,
  },
  {
    name: '96 a maxsize of 0 or less is none',
    program() {
      function* main(): Steps<void> {
        for (const maxsize of [0, -1]) {
          const queue = yield* new Queue(maxsize);
          for (let n = 0; n < 20; n++) yield* queue.putNowait(n);
          yield* print(queue.maxsize, yield* queue.full(), yield* queue.qsize());
        }
      }
      return { main };
    },
    out: ['0 False 20', '-1 False 20'],
    python: `
      for maxsize in [0, -1]:
          q = Queue(maxsize)
          for n in range(20): q.put_nowait(n)
          print(q.maxsize, q.full(), q.qsize())`,
  },
  {
    name: '97 Full and Empty',
    program() {
      function* main(): Steps<void> {
        const start = yield* monotonic();
        const queue = yield* new Queue(1);
        yield* tell(queue.getNowait());
        yield* tell(queue.get(false));
        yield* tell(queue.get(true, 0));
        yield* print(yield* since(start));
        yield* tell(queue.get(true, 0.1));
        yield* print(yield* since(start));
        yield* queue.put(1);
        yield* print(yield* queue.full(), yield* queue.empty());
        yield* tell(queue.putNowait(2));
        yield* tell(queue.put(2, false));
        yield* tell(queue.put(2, true, 0.1));
        yield* print(yield* since(start), yield* queue.qsize());
      }
      return { main };
    },
    out: [
      'Empty',
      'Empty',
      'Empty',
      '0.0',
      'Empty',
      '0.1',
      'True False',
      'Full',
      'Full',
      'Full',
      '0.2 1',
    ],
    python: `
      start = time.monotonic()
      q = Queue(1)
      tell(q.get_nowait)
      tell(q.get, False)
      tell(q.get, timeout=0)
      print(since(start))
      tell(q.get, timeout=.1)
      print(since(start))
      q.put(1)
      print(q.full(), q.empty())
      tell(q.put_nowait, 2)
      tell(q.put, 2, False)
      tell(q.put, 2, timeout=.1)
      print(since(start), q.qsize())`,
  },
  {
    name: '97 a time limit counts on while others are quicker',
    program() {
      function* wait(queue: Queue): Steps<void> {
        const start = yield* monotonic();
        yield* tell(queue.get(true, 0.5));
        yield* print(yield* since(start));
      }
      function* main(): Steps<void> {
        const queue = yield* new Queue();
        const other = yield* spawn(wait, queue);
        yield* sleep(0.2);
        yield* queue.put('item');
        yield* tell(queue.get(false));
        yield* other.join();
      }
      return { main, wait };
    },
    oneOf: [
      ['item', 'Empty', '0.5'],
      ['Empty', 'item', '0.2'],
      ['item', 'Empty', '0.2'],
      ['item', '0.2', 'Empty'],
    ],
    python: `
      def wait():
          start = time.monotonic()
          tell(q.get, timeout=.5)
          print(since(start))
      q = Queue()
      other = spawn(wait)
      time.sleep(.2)
      q.put('item')
      tell(q.get, False)
      other.join()`,
  },
  {
    name: '98 a negative time limit',
    program() {
      function* main(): Steps<void> {
        const queue = yield* new Queue(2);
        yield* tell(queue.put(1, true, -1));
        yield* tell(queue.get(true, -1));
        yield* tell(queue.put(1, false, -1));
        yield* tell(queue.get(true, -1));
        yield* tell(queue.get(false, -1));
        yield* tell((yield* new Queue()).put(1, true, -1));
      }
      return { main };
    },
    out: [
      "ValueError: 'timeout' must be a non-negative number",
      "ValueError: 'timeout' must be a non-negative number",
      'None',
      "ValueError: 'timeout' must be a non-negative number",
      '1',
      'None',
    ],
    python: `
      q = Queue(2)
      tell(q.put, 1, True, -1)
      tell(q.get, True, -1)
      tell(q.put, 1, False, -1)
      tell(q.get, True, -1)
      tell(q.get, False, -1)
      tell(Queue().put, 1, True, -1)`,
  },
  {
    name: '99 those that wait to get are served in turn',
    program() {
      function* main(): Steps<void> {
        const queue = yield* new Queue();
        for (const name of ['a', 'b', 'c']) {
          yield* spawn(getAndSay, queue, name);
          yield* sleep(0.1);
        }
        for (let n = 1; n <= 3; n++) {
          yield* queue.put(n);
          yield* sleep(0.1);
        }
      }
      return { main, getAndSay };
    },
    out: ['a 1', 'b 2', 'c 3'],
    python: `
      def get_and_say(name): print(name, q.get())
      q = Queue()
      for name in 'abc':
          spawn(get_and_say, name)
          time.sleep(.1)
      for n in range(1, 4):
          q.put(n)
          time.sleep(.1)`,
  },
  {
    name: '99 those that wait to put are served in turn',
    program() {
      function* putAndSay(queue: Queue, name: string): Steps<void> {
        yield* queue.put(name);
        yield* print(name, 'put');
      }
      function* main(): Steps<void> {
        const queue = yield* new Queue(1);
        yield* queue.put('first');
        for (const name of ['a', 'b']) {
          yield* spawn(putAndSay, queue, name);
          yield* sleep(0.1);
        }
        for (let n = 0; n < 3; n++) {
          yield* print('got', yield* queue.get());
          yield* sleep(0.1);
        }
      }
      return { main, putAndSay };
    },
    oneOf: [
      ['got first', 'a put', 'got a', 'b put', 'got b'],
      ['a put', 'got first', 'got a', 'b put', 'got b'],
      ['got first', 'a put', 'b put', 'got a', 'got b'],
      ['a put', 'got first', 'b put', 'got a', 'got b'],
    ],
    python: `
      def put_and_say(name):
          q.put(name)
          print(name, 'put')
      q = Queue(1)
      q.put('first')
      for name in 'ab':
          spawn(put_and_say, name)
          time.sleep(.1)
      for _ in range(3):
          print('got', q.get())
          time.sleep(.1)`,
  },
  {
    name: '99 two that were woken together compete',
    program() {
      function* main(): Steps<void> {
        const queue = yield* new Queue();
        for (const name of ['a', 'b']) {
          yield* spawn(getAndSay, queue, name);
          yield* sleep(0.1);
        }
        yield* queue.put(1);
        yield* queue.put(2);
      }
      return { main, getAndSay };
    },
    oneOf: [
      ['a 1', 'b 2'],
      ['b 2', 'a 1'],
      ['b 1', 'a 2'],
      ['a 2', 'b 1'],
    ],
    python: `
      def get_and_say(name): print(name, q.get())
      q = Queue()
      for name in 'ab':
          spawn(get_and_say, name)
          time.sleep(.1)
      q.put(1)
      q.put(2)`,
  },
  {
    name: '102 anything can be an item; one sentinel ends one worker',
    program() {
      function* work(queue: Queue): Steps<void> {
        while ((yield* queue.get()) !== null);
        yield* print('ends');
      }
      function* main(): Steps<void> {
        const queue = yield* new Queue();
        for (const item of [null, false, 0, '', [], {}, 'text']) {
          yield* queue.put(item);
          yield* print(yield* queue.get());
        }
        const threads = [yield* spawn(work, queue), yield* spawn(work, queue)];
        yield* queue.put(null);
        yield* sleep(0.1);
        const alive = [];
        for (const t of threads) if (yield* t.isAlive()) alive.push(t);
        yield* print(alive.length);
        yield* queue.put(null);
      }
      return { main, work };
    },
    out: ['None', 'False', '0', '', '[]', '{}', 'text', 'ends', '1', 'ends'],
    python: `
      def work():
          while q.get() is not None: pass
          print('ends')
      q = Queue()
      for item in [None, False, 0, '', [], {}, 'text']:
          q.put(item)
          print(q.get())
      threads = [spawn(work), spawn(work)]
      q.put(None)
      time.sleep(.1)
      print(sum(t.is_alive() for t in threads))
      q.put(None)`,
  },
  {
    name: '103 SimpleQueue',
    program() {
      function* main(): Steps<void> {
        const queue = yield* new SimpleQueue();
        for (const word of ['maxsize', 'full', 'taskDone', 'join', 'shutdown']) {
          yield* print(word in queue);
        }
        yield* queue.put(1, true, -1);
        yield* queue.put(2, false, 5);
        yield* queue.putNowait(3);
        yield* print(yield* queue.qsize(), yield* queue.empty());
        yield* tell(queue.get(true, -1));
        yield* print(yield* queue.get(), yield* queue.getNowait(), yield* queue.get(true, 1));
        yield* tell(queue.get(true, 0.1));
        yield* tell(queue.getNowait());
      }
      return { main };
    },
    out: [
      ...Array.from({ length: 5 }, () => 'False'),
      '3 False',
      "ValueError: 'timeout' must be a non-negative number",
      '1 2 3',
      'Empty',
      'Empty',
    ],
    python: `
      q = SimpleQueue()
      for word in ['maxsize', 'full', 'task_done', 'join', 'shutdown']: print(hasattr(q, word))
      q.put(1, True, -1)
      q.put(2, False, 5)
      q.put_nowait(3)
      print(q.qsize(), q.empty())
      tell(q.get, True, -1)
      print(q.get(), q.get_nowait(), q.get(True, 1))
      tell(q.get, True, .1)
      tell(q.get_nowait)`,
  },
  {
    name: '105 a producer runs ahead by the maxsize',
    program() {
      function* produce(queue: Queue): Steps<void> {
        for (let n = 1; n <= 4; n++) {
          yield* queue.put(n);
          yield* print('put', n);
        }
      }
      function* main(): Steps<void> {
        const queue = yield* new Queue(2);
        yield* spawn(produce, queue);
        for (let n = 1; n <= 4; n++) {
          yield* sleep(0.1);
          const item = yield* queue.get();
          yield* sleep(0.05);
          yield* print('got', item);
        }
      }
      return { main, produce };
    },
    out: ['put 1', 'put 2', 'put 3', 'got 1', 'put 4', 'got 2', 'got 3', 'got 4'],
    python: `
      def produce():
          for n in range(1, 5):
              q.put(n)
              print('put', n)
      q = Queue(2)
      spawn(produce)
      for n in range(1, 5):
          time.sleep(.1)
          item = q.get()
          time.sleep(.05)
          print('got', item)`,
  },
];
