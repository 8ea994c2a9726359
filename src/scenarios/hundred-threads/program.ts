/** A hundred threads take 1 from one number. */
import { print, Variable } from '../../program/builtins.ts';
import type { Steps } from '../../program/steps.ts';
import { Lock, Thread } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main(params: Params): Steps<void> {
  const number = yield* new Variable(100); // [number]
  const lock = yield* new Lock(); // [lock]

  const threads = [];
  for (let i = 0; i < 100; i++) {
    const thread = yield* new Thread({ target: take, args: [number, lock, params] }); // [create]
    yield* thread.start(); // [start]
    threads.push(thread);
  }
  for (const thread of threads) {
    yield* thread.join(); // [join]
  }
  yield* print(`100 - 100 = ${yield* number.get()}`); // [result]
}

export function* take(number: Variable<number>, lock: Lock, params: Params): Steps<void> {
  if (params.lock) {
    yield* lock.acquire(); // [acquire]
    yield* subtract(number, params.gap);
    yield* lock.release(); // [release]
  } else {
    yield* subtract(number, params.gap);
  }
}

function* subtract(number: Variable<number>, gap: number): Steps<void> {
  const seen = yield* number.get(); // [read]
  yield* sleep(gap); // [gap]
  yield* number.set(seen - 1); // [write]
}
