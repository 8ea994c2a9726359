/**
 * How multiprocessing ends a process. One that it started ends so: its children, then its traceback, then its other
 * threads; callbacks of atexit are not called. In the main process the part about children is a callback of atexit.
 */
import { EndStatus } from '../trace/format.ts';
import { code } from '../kernel/ops.ts';
import { EXIT_HOOK } from '../kernel/primitives/process-exit-hook.ts';
import { registerBuiltin } from './bodies.ts';
import { tellStderr, type Ending } from './endings.ts';
import { step, type Steps } from './steps.ts';

/** Terminates the daemonic children, joins all, and waits for queues to be fed. */
function* endChildren(): Steps<void> {
  const mustWait = (yield* step<number>(code['process.dismiss'])) === 1;
  if (mustWait) yield* step<void>(code['process.drainChildren']);
}
registerBuiltin(EXIT_HOOK, endChildren);

/** The end of the main thread of a process that multiprocessing started. */
export function* endChild(ending: Ending, name: string): Steps<void> {
  yield* endChildren();
  if (ending.report !== '') {
    const raised = ending.status === EndStatus.raised;
    yield* tellStderr(raised ? `Process ${name}:\n${ending.report}` : ending.report);
  }
  yield* step<void>(code['thread.finish']);
  yield* step<number>(code['process.drain']);
  // A signal ends an interpreter; here it is caught like any other exception.
  const exitCode = ending.exitCode < 0 ? 1 : ending.exitCode;
  yield* step<void>(code['process.exit'], -1, exitCode, -1, ending.status);
}
