/** Python's `random`, seeded once a run: the same seed and order of ops give the same numbers. */
import { code } from '../kernel/ops.ts';
import { step, type Steps } from './steps.ts';

/** A number from 0 up to, not including, 1. */
export function* random(): Steps<number> {
  return JSON.parse(yield* step<string>(code['random.random'])) as number;
}

/** A number between two bounds. */
export function* uniform(low: number, high: number): Steps<number> {
  return low + (high - low) * (yield* random());
}

/** A whole number from `low` to `high`, both included. */
export function* randint(low: number, high: number): Steps<number> {
  return low + Math.floor((high - low + 1) * (yield* random()));
}
