/** Threads share a number, processes do not. */
import { print, Variable } from '../../program/builtins.ts';
import { Process } from '../../program/multiprocessing.ts';
import type { Steps } from '../../program/steps.ts';
import { Thread } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main({ workers, count, pace }: Params): Steps<void> {
  const total = yield* new Variable(0); // [total]
  for (let number = 1; number <= count; number++) {
    const worker =
      workers === 'threads'
        ? yield* new Thread({ target: add, args: [number, total] }) // [create-thread]
        : yield* new Process({ target: add, args: [number, total] }); // [create-process]
    yield* worker.start(); // [start]
    yield* sleep(pace); // [pace]
    yield* worker.join(); // [join]
  }
  yield* print('in the end there is', yield* total.get()); // [end]
}

export function* add(number: number, total: Variable<number>): Steps<void> {
  yield* total.set((yield* total.get()) + number); // [add]
  yield* print(`worker ${number} sees`, yield* total.get()); // [see]
}
