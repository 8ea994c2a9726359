/** Two people step aside for each other for ever. */
import { print } from '../../program/builtins.ts';
import type { Steps } from '../../program/steps.ts';
import { Lock, Thread } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

type Walk = Parameters<typeof walk>;

export function* main({ patient, step, pause }: Params): Steps<void> {
  const left = yield* new Lock(); // [left]
  const right = yield* new Lock(); // [right]

  const anns: Walk = ['Ann', left, right, step, pause];
  const bens: Walk = ['Ben', right, left, step, patient ? 3 * pause : pause];
  const ann = yield* new Thread({ target: walk, args: anns, name: 'Ann' }); // [create-ann]
  const ben = yield* new Thread({ target: walk, args: bens, name: 'Ben' }); // [create-ben]
  yield* ann.start(); // [start-ann]
  yield* ben.start(); // [start-ben]
}

export function* walk(
  name: string,
  own: Lock,
  other: Lock,
  step: number,
  pause: number,
): Steps<void> {
  let through = false;
  while (!through) {
    yield* own.acquire(); // [take-own]
    yield* sleep(step); // [step]
    through = yield* other.acquire(false); // [try-other]
    if (through) {
      yield* print(`${name} is through`); // [through]
      yield* other.release(); // [give-other]
    } else {
      yield* print(`${name} says: after you`); // [after-you]
      yield* sleep(step); // [hesitate]
    }
    yield* own.release(); // [give-own]
    yield* sleep(pause); // [pause]
  }
}
