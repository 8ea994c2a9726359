/** Python's `atexit`: what a process calls when all is over, last registered first. */
import { code } from '../kernel/ops.ts';
import { bodyName } from './bodies.ts';
import { packValue } from './handle.ts';
import { step, type Steps } from './steps.ts';

/** `callback` is an exported function* of the program; its arguments travel by value. */
export function* register<A extends readonly unknown[]>(
  callback: (...args: A) => Steps<unknown>,
  ...args: A
): Steps<void> {
  const packed = packValue([bodyName(callback), args]);
  yield* step<void>(code['atexit.register'], -1, 0, -1, packed);
}
