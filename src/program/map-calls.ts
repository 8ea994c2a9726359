/** Executor.map. */
import type { Callable } from './functools.ts';
import type { Future } from './futures.ts';
import type { Steps } from './steps.ts';

interface Executor {
  submit(target: Callable, ...args: readonly unknown[]): Steps<Future>;
}

/** The values in order, of one call for each item of each list. The first error cancels the calls that are left. */
export function* mapCalls(
  executor: Executor,
  target: Callable,
  lists: readonly (readonly unknown[])[],
): Steps<unknown[]> {
  const count = Math.min(...lists.map(({ length }) => length));
  const futures: Future[] = [];
  for (let n = 0; n < count; n++) {
    futures.push(yield* executor.submit(target, ...lists.map((list) => list[n])));
  }
  const values = [];
  try {
    for (const future of futures) values.push(yield* future.result());
  } finally {
    for (const future of futures.slice(values.length + 1).toReversed()) yield* future.cancel();
  }
  return values;
}
