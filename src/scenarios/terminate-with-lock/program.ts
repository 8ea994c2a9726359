/** A process that is terminated gives nothing back, its lock neither. */
import { print } from '../../program/builtins.ts';
import { Lock, Process } from '../../program/multiprocessing.ts';
import type { Steps } from '../../program/steps.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main({ terminate, work, patience }: Params): Steps<void> {
  const printer = yield* new Lock(); // [lock]
  const ann = yield* new Process({ target: printPage, args: ['Ann', printer, work], name: 'Ann' }); // [create-ann]
  const ben = yield* new Process({ target: printPage, args: ['Ben', printer, work], name: 'Ben' }); // [create-ben]
  yield* ann.start(); // [start-ann]
  yield* sleep(patience); // [patience]
  yield* ben.start(); // [start-ben]
  if (terminate) {
    yield* ann.terminate(); // [terminate]
  }
  yield* ann.join(); // [join-ann]
  yield* print('Ann has ended with exit code', yield* ann.exitcode()); // [ended-ann]
  yield* ben.join(); // [join-ben]
  yield* print('Ben has ended with exit code', yield* ben.exitcode()); // [ended-ben]
}

export function* printPage(name: string, printer: Lock, work: number): Steps<void> {
  yield* printer.acquire(); // [acquire]
  yield* print(`${name} has the printer`); // [has]
  try {
    yield* sleep(work); // [work]
  } finally {
    yield* printer.release(); // [release]
  }
  yield* print(`${name} has printed a page`); // [printed]
}
