/**
 * Callbacks: an exported function*, Python's `functools.partial` of one, or a bound method. All can be sent between
 * threads: a function by its name, a method with its handle.
 */
import { reprItems } from '../kernel/repr.ts';
import { bodyName, callBody, METHOD, plainName } from './bodies.ts';
import { requireCreated, type Handle } from './handle.ts';
import type { Steps } from './steps.ts';

/** A function with its first arguments, in transferable form. */
export interface Partial {
  readonly partial: string;
  readonly args: readonly unknown[];
}

/** An exported function*, a partial of one, or a bound method. */
export type Callable<A extends readonly unknown[] = never[]> =
  | ((...args: A) => Steps<unknown>)
  | Partial;

/** `partial(add, 1)` called with 2 calls `add(1, 2)`. */
export function partial(body: (...args: never[]) => Steps<unknown>, ...args: unknown[]): Partial {
  return { partial: bodyName(body), args };
}

type MethodOf<H> = {
  [K in keyof H]: H[K] extends (...args: never[]) => Steps<unknown> ? K : never;
}[keyof H] &
  string;

/**
 * Python's bound method: `method(ready, 'set')` is `ready.set`, sent with its handle and any first arguments. A class
 * of the program's own has to be exported, like everything that is sent.
 */
export function method<H extends Handle>(self: H, name: MethodOf<H>, ...args: unknown[]): Partial {
  requireCreated(self);
  return { partial: `${METHOD}${name}`, args: [self, ...args] };
}

export const asPartial = (callable: Callable): Partial =>
  typeof callable === 'function' ? partial(callable) : callable;

export const isPartial = (value: unknown): value is Partial =>
  typeof value === 'object' && value !== null && 'partial' in value;

/** Calls it in the calling thread. */
export const callPartial = (target: Partial, args: readonly unknown[]): Steps<unknown> =>
  callBody(target.partial, [...target.args, ...args]);

/** Text of a call as the program would write it, without bound first arguments: `square(3)`. */
export function callText(target: Callable, args: readonly unknown[]): string {
  const [first] = args;
  // A batch of several calls.
  if (isPartial(first)) return `${plainName(first.partial)}(…)`;
  return `${plainName(asPartial(target).partial)}(${reprItems(args)})`;
}
