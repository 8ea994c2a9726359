/**
 * What is called later, by whoever it may be: an exported function*, Python's `functools.partial` of one, or a bound
 * method. All travel: a function by its name, a method with the handle that it is of.
 */
import { reprItems } from '../kernel/repr.ts';
import { bodyName, callBody, METHOD, plainName } from './bodies.ts';
import { requireCreated, type Handle } from './handle.ts';
import type { Steps } from './steps.ts';

/** A function with its first arguments, as it travels. */
export interface Partial {
  readonly partial: string;
  readonly args: readonly unknown[];
}

/** An exported function*, one with its first arguments, or a bound method. */
export type Callable<A extends readonly unknown[] = never[]> =
  ((...args: A) => Steps<unknown>) | Partial;

/** `partial(add, 1)` called with 2 calls `add(1, 2)`. */
export function partial(body: (...args: never[]) => Steps<unknown>, ...args: unknown[]): Partial {
  return { partial: bodyName(body), args };
}

type MethodOf<H> = {
  [K in keyof H]: H[K] extends (...args: never[]) => Steps<unknown> ? K : never;
}[keyof H] &
  string;

/**
 * Python's bound method: `method(ready, 'set')` is `ready.set`, whose handle goes with it, and first arguments that it
 * may have. A class of the program's own
 * has to be exported, as for anything that travels.
 */
export function method<H extends Handle>(self: H, name: MethodOf<H>, ...args: unknown[]): Partial {
  requireCreated(self);
  return { partial: `${METHOD}${name}`, args: [self, ...args] };
}

export const asPartial = (callable: Callable): Partial =>
  typeof callable === 'function' ? partial(callable) : callable;

export const isPartial = (value: unknown): value is Partial =>
  typeof value === 'object' && value !== null && 'partial' in value;

/** Calls it, here and now. */
export const callPartial = (target: Partial, args: readonly unknown[]): Steps<unknown> =>
  callBody(target.partial, [...target.args, ...args]);

/** A call as the program would write it, but for first arguments that were given before: `square(3)`. */
export function callText(target: Callable, args: readonly unknown[]): string {
  const [first] = args;
  // Several calls that are handed in as one.
  if (isPartial(first)) return `${plainName(first.partial)}(…)`;
  return `${plainName(asPartial(target).partial)}(${reprItems(args)})`;
}
