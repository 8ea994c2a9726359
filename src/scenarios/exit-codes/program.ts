/** How a process ended is a number. */
import { print, PyError } from '../../program/builtins.ts';
import { Process } from '../../program/multiprocessing.ts';
import type { Steps } from '../../program/steps.ts';
import { exit } from '../../program/sys.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main(params: Params): Steps<void> {
  const children = [];
  for (const [name, job] of Object.entries({ succeed, fail, leave, stay })) {
    const child = yield* new Process({ target: job, args: [params], name }); // [create]
    yield* child.start(); // [start]
    children.push({ name, child });
  }
  for (const { name, child } of children) {
    yield* child.join(params.limit); // [join-limit]
    while (yield* child.isAlive() /* [alive] */) {
      yield* print(`${name} is still running: its exit code is`, yield* child.exitcode()); // [running]
      if (name === 'stay') {
        if (params.end === 'terminate') {
          yield* child.terminate(); // [terminate]
        } else {
          yield* child.kill(); // [kill]
        }
      }
      yield* child.join(params.limit); // [join-again]
    }
    yield* print(`${name} has ended with exit code`, yield* child.exitcode()); // [ended]
  }
}

export function* succeed({ work }: Params): Steps<void> {
  yield* sleep(work); // [succeed]
}

export function* fail({ work }: Params): Steps<void> {
  yield* sleep(2 * work); // [fail]
  throw new PyError('ValueError', 'this was not planned');
}

export function* leave({ work, code }: Params): Steps<void> {
  yield* sleep(3 * work); // [leave]
  exit(code); // [exit]
}

export function* stay({ work }: Params): Steps<void> {
  yield* sleep(20 * work); // [stay]
}
