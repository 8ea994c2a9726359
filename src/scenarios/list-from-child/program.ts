/** A child process hands its parent a list. */
import { print, Variable } from '../../program/builtins.ts';
import { Process, Queue } from '../../program/multiprocessing.ts';
import type { Steps } from '../../program/steps.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

type Squares = Variable<readonly number[]>;
type Box = Queue<readonly number[]> | null;

export function* main({ way, first, long, work }: Params): Steps<void> {
  const squares: Squares = yield* new Variable<readonly number[]>([]); // [squares]
  const box: Box = way === 'queue' ? yield* new Queue<readonly number[]>() /* [queue] */ : null;
  const args: Parameters<typeof compute> = [box, squares, long, work];
  const child = yield* new Process({ target: compute, args, name: 'child' }); // [create]
  yield* child.start(); // [start]
  if (box !== null && first === 'get') {
    yield* squares.set(yield* box.get()); // [get]
  }
  yield* child.join(); // [join]
  if (box !== null && first === 'join') {
    yield* squares.set(yield* box.get()); // [get-late]
  }
  yield* print('the parent has a list of', (yield* squares.get()).length); // [have]
}

export function* compute(box: Box, squares: Squares, long: boolean, work: number): Steps<void> {
  yield* sleep(work); // [work]
  const numbers = Array.from({ length: long ? 30_000 : 6 }, (_, number) => number * number);
  yield* squares.set(numbers); // [compute]
  yield* print('the child has a list of', (yield* squares.get()).length); // [computed]
  if (box !== null) {
    yield* box.put(yield* squares.get()); // [put]
  }
}
