/** Two threads take two locks in opposite order. */
import { print } from '../../program/builtins.ts';
import type { Steps } from '../../program/steps.ts';
import { Lock, Thread } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main(params: Params): Steps<void> {
  const pen = yield* new Lock(); // [pen]
  const paper = yield* new Lock(); // [paper]

  const [a, b] = params.opposite ? [paper, pen] : [pen, paper];
  const ann = yield* new Thread({ target: write, args: ['Ann', pen, paper, params], name: 'Ann' }); // [create-ann]
  const ben = yield* new Thread({ target: write, args: ['Ben', a, b, params], name: 'Ben' }); // [create-ben]
  yield* ann.start(); // [start-ann]
  yield* ben.start(); // [start-ben]
}

export function* write(name: string, first: Lock, second: Lock, params: Params): Steps<void> {
  for (let number = 1; number <= params.letters; number++) {
    yield* first.acquire(); // [take-first]
    yield* print(`${name} has one of the two`); // [has-one]
    yield* sleep(params.reach); // [reach]
    yield* second.acquire(); // [take-second]
    yield* print(`${name} has both and writes letter ${number}`); // [has-both]
    yield* sleep(params.write); // [write]
    yield* second.release(); // [give-second]
    yield* first.release(); // [give-first]
  }
}
