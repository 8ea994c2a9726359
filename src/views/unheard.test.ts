/** A thread sleeps although what it waits for is available: the wake-up went to another. */
import { expect, it } from 'vitest';
import { Model } from '../engines/model/engine.ts';
import { fewestSwitches } from '../engines/model/strategies/fewest-switches.ts';
import { fork } from '../program/os.ts';
import { Queue } from '../program/queue.ts';
import type { Steps } from '../program/steps.ts';
import { Semaphore, Thread } from '../program/threading.ts';
import { sleep } from '../program/time.ts';
import { explainThread } from './explain-thread.ts';
import { History } from './history.ts';

const daemon = true;

function* getter(q: Queue<number>): Steps<void> {
  yield* q.get();
}
function* putter(q: Queue<number>): Steps<void> {
  yield* q.put(9);
}
function* taker(s: Semaphore): Steps<void> {
  yield* s.acquire();
}

/** The child has its parent's queue's line of waiters without the threads in it. */
function* getAfterFork(): Steps<void> {
  const q = yield* new Queue<number>();
  yield* (yield* new Thread({ target: getter, args: [q], daemon })).start();
  yield* sleep(1);
  if ((yield* fork()) !== 0) return yield* sleep(9);
  yield* (yield* new Thread({ target: getter, args: [q], daemon })).start();
  yield* sleep(1);
  yield* q.put(1);
  yield* sleep(1);
}

function* putAfterFork(): Steps<void> {
  const q = yield* new Queue<number>(1);
  yield* q.put(1);
  yield* (yield* new Thread({ target: putter, args: [q], daemon })).start();
  yield* sleep(1);
  if ((yield* fork()) !== 0) return yield* sleep(9);
  yield* (yield* new Thread({ target: putter, args: [q], daemon })).start();
  yield* sleep(1);
  yield* q.get();
  yield* sleep(1);
}

function* takeAfterFork(): Steps<void> {
  const s = yield* new Semaphore(0);
  yield* (yield* new Thread({ target: taker, args: [s], daemon })).start();
  yield* sleep(1);
  if ((yield* fork()) !== 0) return yield* sleep(9);
  yield* (yield* new Thread({ target: taker, args: [s], daemon })).start();
  yield* sleep(1);
  yield* s.release();
  yield* sleep(1);
}

function* twoGetters(): Steps<void> {
  const q = yield* new Queue<number>();
  for (let n = 0; n < 2; n++) {
    yield* (yield* new Thread({ target: getter, args: [q], daemon })).start();
  }
  yield* sleep(1);
  yield* q.put(1);
  yield* sleep(1);
}

/** All sentences about threads blocked on an object, after each event. */
function saidIn(main: () => Steps<void>): string[] {
  const model = new Model({
    module: { main, getter, putter, taker },
    params: null,
    seed: 1,
    timed: true,
    strategy: fewestSwitches(),
  });
  model.run(5000);
  model.flush();
  const { trace } = model;
  const history = new History(trace);
  const keys = new Set<string>();
  for (let count = 1; count <= trace.length; count++) {
    const world = history.at(count, trace.time(count - 1));
    for (const { index, run, object } of world.threads) {
      if (run !== 'blocked' || object < 0) continue;
      keys.add(explainThread(trace, world, index)[0]?.key ?? '');
    }
  }
  return [...keys];
}

const rows: readonly [string, () => Steps<void>, readonly string[]][] = [
  [
    'a get behind a place in line without a thread',
    getAfterFork,
    ['blocked.get', 'blocked.get-unheard'],
  ],
  ['a put', putAfterFork, ['blocked.put', 'blocked.put-unheard']],
  ['a semaphore', takeAfterFork, ['blocked.permit', 'blocked.permit-unheard']],
  ['a get behind somebody who was woken', twoGetters, ['blocked.get', 'blocked.promised']],
];
it.each(rows)('%s', (_name, main, keys) => {
  expect(saidIn(main)).toEqual(keys);
});
