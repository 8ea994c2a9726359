/** MainThread starts a worker and may wait for it. */
import { print } from '../../program/builtins.ts';
import type { Steps } from '../../program/steps.ts';
import { currentThread, Thread } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main({ wait, work, limit }: Params): Steps<void> {
  const name = yield* (yield* currentThread()).name(); // [name-main]
  const worker = yield* new Thread({ target: toil, args: [work], name: 'worker' }); // [create]
  yield* worker.start(); // [start]
  yield* print(`${name} has started it`); // [started]
  if (wait === 'join') {
    yield* worker.join(); // [join]
  } else if (wait === 'limit') {
    yield* worker.join(limit); // [join-limit]
  }
  yield* print(`${name} goes on; the worker is alive:`, yield* worker.isAlive()); // [go-on]
}

export function* toil(seconds: number): Steps<void> {
  const name = yield* (yield* currentThread()).name(); // [name-worker]
  yield* print(`${name} begins`); // [begin]
  yield* sleep(seconds); // [work]
  yield* print(`${name} is done`); // [end]
}
