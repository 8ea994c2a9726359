/** Two threads run at the same time. */
import { print } from '../../program/builtins.ts';
import type { Steps } from '../../program/steps.ts';
import { currentThread, enumerate, Thread } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main({ named, steps, fast, slow }: Params): Steps<void> {
  const tick = yield* new Thread({ target: count, args: [steps, fast], name: named ? 'tick' : '' }); // [create-tick]
  const tock = yield* new Thread({ target: count, args: [steps, slow], name: named ? 'tock' : '' }); // [create-tock]
  yield* tick.start(); // [start-tick]
  yield* tock.start(); // [start-tock]
  const names = [];
  for (const thread of yield* enumerate() /* [enumerate] */) {
    names.push(yield* thread.name()); // [names]
  }
  yield* print('on their way:', names); // [started]
}

export function* count(steps: number, pause: number): Steps<void> {
  const me = yield* currentThread(); // [me]
  for (let step = 1; step <= steps; step++) {
    yield* print(`${yield* me.name()} is at step ${step}`); // [say]
    yield* sleep(pause); // [pause]
  }
}
