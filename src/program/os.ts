/** Python's `os`, as far as processes go (docs.python.org/3/library/os.html). */
import { code } from '../kernel/ops.ts';
import { step, type Steps } from './steps.ts';

/** The pid of this process. */
export function* getpid(): Steps<number> {
  return yield* step<number>(code['os.getpid']);
}

/** The pid of its parent; 1 once that has ended. */
export function* getppid(): Steps<number> {
  return yield* step<number>(code['os.getppid']);
}

/** Ends the whole process now, from any thread: nothing is waited for, no `finally` runs. */
function* exitAtOnce(status: number): Steps<void> {
  yield* step<void>(code['os._exit'], -1, status);
}

export { exitAtOnce as _exit };
