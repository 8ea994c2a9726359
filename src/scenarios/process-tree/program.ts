/** A tree of processes, with zombies or orphans in it. */
import { print } from '../../program/builtins.ts';
import { _exit, fork, getppid, wait, waitstatusToExitcode } from '../../program/os.ts';
import type { Steps } from '../../program/steps.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

function* beChild(number: number, { work }: Params): Steps<void> {
  yield* print(`child ${number}: my parent is process ${yield* getppid()}`); // [child]
  yield* sleep(work * number); // [work]
  yield* print(`child ${number}: now my parent is process ${yield* getppid()}`); // [end]
  yield* _exit(number); // [exit]
}

function* take({ children }: Params): Steps<void> {
  for (let n = 0; n < children; n++) {
    const [pid, status] = yield* wait(); // [wait]
    yield* print(`parent: process ${pid} left exit code`, waitstatusToExitcode(status)); // [took]
  }
}

function* beParent(params: Params): Steps<void> {
  const { parent, children, work } = params;
  for (let number = 1; number <= children; number++) {
    const pid = yield* fork(); // [fork]
    if (pid === 0) yield* beChild(number, params);
  }
  if (parent === 'waits') {
    yield* take(params);
  } else if (parent === 'late') {
    yield* sleep(work * (children + 1)); // [late]
    yield* take(params);
  } else {
    yield* sleep(work / 2); // [leave]
  }
  yield* _exit(0); // [gone]
}

export function* main(params: Params): Steps<void> {
  const { children, work } = params;
  const family = yield* fork(); // [family]
  if (family === 0) yield* beParent(params);
  const [pid] = yield* wait(); // [grandparent]
  yield* print(`main: the parent, process ${pid}, is gone`); // [told]
  yield* sleep(work * (children + 1)); // [stay]
}
