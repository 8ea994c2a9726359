/**
 * How multiprocessing ends a process. One that it started ends so: its children, then its traceback, then its other
 * threads; callbacks of atexit are not called. In the main process the part about children is a callback of atexit.
 */
import { EndStatus } from '../trace/format.ts';
import { code } from '../kernel/ops.ts';
import { EXIT_HOOK } from '../kernel/primitives/process-exit-hook.ts';
import { registerBuiltin } from './bodies.ts';
import { endingOf, tellStderr, type Ending } from './endings.ts';
import { step, type Steps } from './steps.ts';

/** Terminates the daemonic children, joins all, and waits for queues to be fed. */
function* endChildren(): Steps<void> {
  let left = 2;
  while (left === 2) left = yield* step<number>(code['process.dismiss']);
  if (left === 1) yield* step<void>(code['process.drainChildren']);
}
registerBuiltin(EXIT_HOOK, endChildren);

/** The end of the main thread of a process that multiprocessing started. */
export function* endChild(ending: Ending, name: string): Steps<void> {
  const { status, report, exitCode } = yield* endedChildren(ending);
  if (report !== '') {
    yield* tellStderr(status === EndStatus.raised ? `Process ${name}:\n${report}` : report);
  }
  yield* step<void>(code['thread.finish']);
  const isDrained = yield* drained();
  // A signal ends an interpreter; here it is caught like any other exception.
  const exit = exitCode < 0 || !isDrained ? 1 : exitCode;
  yield* step<void>(code['process.exit'], -1, exit, -1, status);
}

/** What the handler of a signal raises meanwhile is how it ends instead. */
function* endedChildren(ending: Ending): Steps<Ending> {
  try {
    yield* endChildren();
    return ending;
  } catch (error) {
    return endingOf(error, '_exit_function');
  }
}

/** False where the handler of a signal raised while it waited for its threads. */
function* drained(): Steps<boolean> {
  try {
    yield* step<number>(code['process.drain']);
    return true;
  } catch {
    return false;
  }
}
