/** threading.excepthook: what is told of an exception that nobody caught in a thread. */
import { code } from '../kernel/ops.ts';
import { bodyName } from './bodies.ts';
import { step, type Steps } from './steps.ts';
import type { Thread } from './threading-thread.ts';

export interface ExceptHookArgs {
  /** Name of the exception's class. */
  readonly excType: string;
  /** Its message, as str() shows it. */
  readonly excValue: string;
  readonly excTraceback: string;
  readonly thread: Thread;
}

/** An exported function* of the program, for all threads of this process; null is Python's own hook. */
export function* setExcepthook(
  hook: ((args: ExceptHookArgs) => Steps<unknown>) | null,
): Steps<void> {
  const name = hook === null ? '' : bodyName(hook);
  yield* step<void>(code['thread.setExcepthook'], -1, 0, -1, JSON.stringify(name));
}
