/** Iterators of Python. */
import { except } from './exceptions.ts';
import type { Steps } from './steps.ts';

/** `next()` raises StopIteration after the last value. */
export interface PyIterator<T> {
  next(): Steps<T>;
}

/** Python's `list(iterator)`: the remaining values. */
export function* list<T>(iterator: PyIterator<T>): Steps<T[]> {
  const values: T[] = [];
  for (;;) {
    try {
      values.push(yield* iterator.next());
    } catch (error) {
      except(error, 'StopIteration');
      return values;
    }
  }
}
