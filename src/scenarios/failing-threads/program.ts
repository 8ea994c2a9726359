/** A thread that fails, fails alone. */
import { print, PyError } from '../../program/builtins.ts';
import type { Steps } from '../../program/steps.ts';
import { setExcepthook, Thread, type ExceptHookArgs } from '../../program/threading.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main(params: Params): Steps<void> {
  if (params.hook) {
    yield* setExcepthook(report); // [hook]
  }
  const workers = [];
  for (let number = 1; number <= 3; number++) {
    const name = `worker ${number}`;
    const worker = yield* new Thread({ target: work, args: [number, params], name }); // [create]
    yield* worker.start(); // [start]
    workers.push(worker);
  }
  for (const worker of workers) {
    yield* worker.join(); // [join]
  }
  yield* print('every worker has ended, one way or another'); // [done]
}

export function* work(number: number, { failure, pace }: Params): Steps<void> {
  for (let part = 1; part <= 4; part++) {
    yield* sleep(pace); // [work]
    if (number === 2 && part === 3) {
      if (failure === 'raise') {
        yield* print(divide(part, 0)); // [raise]
      } else if (failure === 'hang') {
        yield* print('worker 2 never looks up again'); // [last-words]
        while (true); // [hang]
      }
    }
    yield* print(`worker ${number} has done part ${part}`); // [say]
  }
}

export function* report({ thread, excValue }: ExceptHookArgs): Steps<void> {
  yield* print(`${yield* thread.name()} has failed:`, excValue); // [report]
}

/** As Python divides: JavaScript would make Infinity of it. */
function divide(a: number, b: number): number {
  if (b === 0) throw new PyError('ZeroDivisionError', 'division by zero');
  return a / b;
}
