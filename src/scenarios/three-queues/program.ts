/** The same items in three queues come out in three orders. */
import { print } from '../../program/builtins.ts';
import { except } from '../../program/exceptions.ts';
import { LifoQueue, PriorityQueue, Queue } from '../../program/queue.ts';
import type { Steps } from '../../program/steps.ts';
import { Thread } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

type Job = readonly [priority: number, name: string];

const JOBS: readonly Job[] = [
  [1, 'fire'],
  [5, 'dust'],
  [3, 'leak'],
];

export function* main({ extra, maxsize, pace }: Params): Steps<void> {
  const fifo = yield* new Queue<Job>(maxsize); // [fifo]
  const lifo = yield* new LifoQueue<Job>(maxsize); // [lifo]
  const priority = yield* new PriorityQueue<Job>(maxsize); // [priority]
  yield* print('empty at first:', yield* fifo.empty()); // [empty-first]

  for (const job of JOBS) {
    yield* sleep(pace); // [pace]
    yield* fifo.put(job); // [put-fifo]
    yield* lifo.put(job); // [put-lifo]
    yield* priority.put(job); // [put-priority]
  }
  yield* print('full with three jobs:', yield* fifo.full()); // [full]
  if (extra) {
    try {
      yield* fifo.putNowait([2, 'noise']); // [put-extra]
      yield* print('there is room for the noise'); // [room]
    } catch (error) {
      except(error, 'Full');
      yield* print('no room for the noise'); // [no-room]
    }
  }

  const team = [];
  for (const [name, jobs] of Object.entries({ fifo, lifo, priority })) {
    const worker = yield* new Thread({ target: work, args: [name, jobs, pace], name }); // [create]
    yield* worker.start(); // [start]
    team.push(worker);
  }
  for (const worker of team) {
    yield* worker.join(); // [join]
  }
  yield* print('empty in the end:', yield* fifo.empty()); // [empty-end]
}

export function* work(order: string, jobs: Queue<Job>, pace: number): Steps<void> {
  while (!(yield* jobs.empty()) /* [is-empty] */) {
    yield* sleep(pace); // [work]
    const [priority, name] = yield* jobs.get(); // [get]
    yield* print(`${order}: ${name}, priority ${priority}`); // [say]
  }
}
