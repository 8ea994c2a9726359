/** Python's `atexit`: callbacks that run when a process ends, last registered first. */
import { code } from '../kernel/core-ops.ts';
import { asPartial, type Callable } from './functools.ts';
import { packValue } from './handle.ts';
import { step, type Steps } from './steps.ts';

/** Arguments travel by value. */
export function* register<A extends readonly unknown[]>(
  callback: Callable<A>,
  ...args: A
): Steps<void> {
  const { partial, args: first } = asPartial(callback as Callable);
  const packed = packValue([partial, [...first, ...args]]);
  yield* step<void>(code['atexit.register'], -1, 0, -1, packed);
}
