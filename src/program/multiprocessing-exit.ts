/**
 * End of a process under multiprocessing. A process that multiprocessing started ends its children, then reports its
 * exception, then waits for its other threads; atexit callbacks are not called. In the main process the part about
 * children is an atexit callback.
 */
import { EndStatus } from '../trace/format.ts';
import { code } from '../kernel/ops.ts';
import { EXIT_HOOK } from '../kernel/primitives/process-exit-hook.ts';
import type { Packed } from '../kernel/packed.ts';
import { additions } from './additions.ts';
import { registerBuiltin } from './bodies.ts';
import { endingOf, tellStderr, type Ending } from './endings.ts';
import { step, type Steps } from './steps.ts';

/** Terminates daemonic children, joins all children, and waits until queues are flushed. */
function* endChildren(): Steps<void> {
  let left = 2;
  while (left === 2) left = yield* step<number>(code['process.dismiss']);
  if (left === 1) yield* step<void>(code['process.drainChildren']);
}
registerBuiltin(EXIT_HOOK, endChildren);

/** Creates a process as multiprocessing does, which ends as one does. Result: its index. */
export function createChild(job: Packed): Steps<number> {
  return step<number>(code['process.create'], -1, 0, -1, job);
}

/** The end of the main thread of a process that multiprocessing started. */
function* endChild(ending: Ending, name: string): Steps<void> {
  const { status, report, exitCode } = yield* endedChildren(ending);
  if (report !== '') {
    yield* tellStderr(status === EndStatus.raised ? `Process ${name}:\n${report}` : report);
  }
  yield* step<void>(code['thread.finish']);
  const isDrained = yield* drained();
  // KeyboardInterrupt would kill an interpreter by SIGINT; here it is caught like any other exception, with code 1.
  const exit = exitCode < 0 || !isDrained ? 1 : exitCode;
  yield* step<void>(code['process.exit'], -1, exit, -1, status);
}

additions.endChild = endChild;

/** An exception of a signal handler meanwhile replaces the ending. */
function* endedChildren(ending: Ending): Steps<Ending> {
  try {
    yield* endChildren();
    return ending;
  } catch (error) {
    return endingOf(error, '_exit_function');
  }
}

/** False if a signal handler raised during the wait for the threads. */
function* drained(): Steps<boolean> {
  try {
    yield* step<number>(code['process.drain']);
    return true;
  } catch {
    return false;
  }
}
