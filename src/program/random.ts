/**
 * Python's `random`: every process has a generator of its own. Without seed() its numbers come from the seed of the run,
 * so that a run with the same seed and order of ops has the same ones. They are not CPython's numbers.
 */
import { code } from '../kernel/ops.ts';
import { PyError } from '../kernel/errors.ts';
import { packValue } from './handle.ts';
import { step, type Steps } from './steps.ts';

/** Draws after the same seed are the same. None: seeded anew, as at the start of the process. */
export function seed(value: number | string | null = null): Steps<void> {
  return step<void>(code['random.seed'], -1, 0, -1, packValue(value));
}

/** A number from 0 up to, not including, 1. */
export function* random(): Steps<number> {
  return JSON.parse(yield* step<string>(code['random.random'])) as number;
}

/** A number between two bounds. */
export function* uniform(low: number, high: number): Steps<number> {
  return low + (high - low) * (yield* random());
}

/** A whole number from `low` to `high`, both included. Raises ValueError where there is none. */
export function* randint(low: number, high: number): Steps<number> {
  if (high < low) {
    const given = `(${low}, ${high + 1}, ${high + 1 - low})`;
    throw new PyError('ValueError', `empty range for randrange() ${given}`);
  }
  return low + Math.floor((high - low + 1) * (yield* random()));
}

/** One of the items. Raises IndexError where there is none. */
export function* choice<T>(items: readonly T[]): Steps<T> {
  if (items.length === 0) {
    throw new PyError('IndexError', 'Cannot choose from an empty sequence');
  }
  return items[yield* randint(0, items.length - 1)]!;
}
