/** fork() is called once and comes back twice. */
import { print, Variable } from '../../program/builtins.ts';
import { _exit, fork, wait, waitpid, waitstatusToExitcode } from '../../program/os.ts';
import type { Steps } from '../../program/steps.ts';
import { sleep } from '../../program/time.ts';
import type { Params } from './scenario.ts';

export function* main({ wait: way, children, work }: Params): Steps<void> {
  const apples = yield* new Variable(10); // [apples]
  const pids = [];
  for (let number = 1; number <= children; number++) {
    const pid = yield* fork(); // [fork]
    if (pid === 0) {
      yield* apples.set((yield* apples.get()) - number); // [eat]
      yield* print(`child ${number}: fork() gave me 0, and I have ${yield* apples.get()} apples`); // [child]
      yield* sleep(work * (children + 1 - number)); // [work]
      yield* _exit(number); // [exit]
    }
    yield* print(`parent: fork() gave me ${pid}, and I have ${yield* apples.get()} apples`); // [parent]
    pids.push(pid);
  }

  for (const pid of pids) {
    const [ended, status] =
      way === 'each'
        ? yield* waitpid(pid) // [waitpid]
        : yield* wait(); // [wait]
    yield* print(`process ${ended} has ended with exit code`, waitstatusToExitcode(status)); // [ended]
  }
  yield* print(`parent: I still have ${yield* apples.get()} apples`); // [still]
}
