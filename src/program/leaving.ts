/** Python's `with`: runs a body, then the exit steps, also after an exception. */
import { at } from './at.ts';
import type { Steps } from './steps.ts';

export function* leaving<R>(body: Steps<R>, leave: () => Steps<unknown>): Steps<R> {
  const { line } = at;
  try {
    return yield* body;
  } finally {
    at.line = line;
    yield* leave();
  }
}
