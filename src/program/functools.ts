/** Python's `functools.partial`, for functions that travel. */
import { reprItems } from '../kernel/repr.ts';
import { bodyName } from './bodies.ts';
import type { Steps } from './steps.ts';

/** A function with its first arguments, as it travels. */
export interface Partial {
  readonly partial: string;
  readonly args: readonly unknown[];
}

/** An exported function*, or one with its first arguments. */
export type Callable = ((...args: never[]) => Steps<unknown>) | Partial;

/** `partial(add, 1)` called with 2 calls `add(1, 2)`. */
export function partial(body: (...args: never[]) => Steps<unknown>, ...args: unknown[]): Partial {
  return { partial: bodyName(body), args };
}

export const asPartial = (callable: Callable): Partial =>
  typeof callable === 'function' ? partial(callable) : callable;

export const isPartial = (value: unknown): value is Partial =>
  typeof value === 'object' && value !== null && 'partial' in value;

/** A call as the program would write it, but for first arguments that were given before: `square(3)`. */
export function callText(target: Callable, args: readonly unknown[]): string {
  const [first] = args;
  // Several calls that are handed in as one.
  if (isPartial(first)) return `${first.partial}(…)`;
  return `${asPartial(target).partial}(${reprItems(args)})`;
}
