/** CPU-bound code: written in a listing as a counting loop. */
import { code } from '../kernel/core-ops.ts';
import { step, type Steps } from './steps.ts';

/** A thread may lose its core after this much computing. */
const PART_MS = 40;

/**
 * Keeps a core busy for `seconds`, however long the thread waits for a core. Exact in the model; live it is a fixed
 * amount of work that takes about as long on a core of its own.
 */
export function* compute(seconds: number): Steps<void> {
  for (let left = Math.round(seconds * 1000); left > 0; left -= PART_MS) {
    const part = Math.min(left, PART_MS);
    yield* step<void>(code['cpu.compute'], -1, part);
    yield* step<void>(code['cpu.computed'], -1, part);
  }
}
