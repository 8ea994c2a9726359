/** The life of a process, from new to gone. */
import { input, open, print } from '../../program/builtins.ts';
import { compute } from '../../program/compute.ts';
import { Process } from '../../program/multiprocessing.ts';
import type { Steps } from '../../program/steps.ts';
import { setStdin } from '../../program/sys.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main(params: Params): Steps<void> {
  const { joins, work } = params;
  const child = yield* new Process({ target: live, args: [params] }); // [new]
  yield* sleep(work / 2); // [before]
  yield* child.start(); // [start]
  if (joins) {
    yield* child.join(); // [join]
  } else {
    yield* sleep(5 * work); // [elsewhere]
  }
  yield* print('The exit code of the child is', yield* child.exitcode()); // [exitcode]
  yield* sleep(work / 2); // [after]
}

export function* live({ awaits, work }: Params): Steps<void> {
  yield* compute(work); // [compute]
  if (awaits === 'line') {
    yield* setStdin(yield* open('/dev/tty')); // [open]
    const name = yield* input('What is your name? '); // [input]
    yield* print(`Hello, ${name}.`); // [hello]
  } else {
    yield* sleep(work); // [sleep]
  }
  yield* compute(work / 2); // [again]
}
