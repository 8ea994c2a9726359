/** A daemon does not keep its program alive. */
import { print } from '../../program/builtins.ts';
import type { Steps } from '../../program/steps.ts';
import { Thread } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main(params: Params): Steps<void> {
  const { daemon, patience } = params;
  const parent = yield* new Thread({ target: care, args: [params], name: 'parent', daemon }); // [create-parent]
  yield* parent.start(); // [start-parent]
  yield* parent.join(patience); // [join-parent]
  yield* print('MainThread is done'); // [main-done]
}

export function* care({ children, work, limit }: Params): Steps<void> {
  for (let number = 1; number <= children; number++) {
    const name = `child ${number}`;
    const child = yield* new Thread({ target: toil, args: [number, work], name }); // [create-child]
    yield* child.start(); // [start-child]
    yield* child.join(limit); // [join-child]
  }
  yield* print('all children are on their way'); // [cared]
}

export function* toil(number: number, work: number): Steps<void> {
  yield* print(`child ${number} begins`); // [begin]
  yield* sleep(work); // [work]
  yield* print(`child ${number} is done`); // [done]
}
