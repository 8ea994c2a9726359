/** threading.excepthook: called for an uncaught exception in a thread. */
import { code } from '../kernel/core-ops.ts';
import { asPartial, type Callable } from './functools.ts';
import { packValue } from './handle.ts';
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

/** Applies to all threads of this process; null is Python's own hook. */
export function* setExcepthook(hook: Callable<[ExceptHookArgs]> | null): Steps<void> {
  const packed = packValue(hook === null ? null : asPartial(hook));
  yield* step<void>(code['thread.setExcepthook'], -1, 0, -1, packed);
}
