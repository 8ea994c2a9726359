/** A stretch of a program that only computes: what a listing writes as a loop that counts. */
import { code } from '../kernel/ops.ts';
import { step, type Steps } from './steps.ts';

/** A thread may lose its core after so much of it. */
const PART_MS = 40;

/**
 * Keeps a core busy for `seconds`, however long it has to wait for one. In the model engine that is exact; live it is a
 * fixed amount of work, which takes about so long on a core of its own.
 */
export function* compute(seconds: number): Steps<void> {
  for (let left = Math.round(seconds * 1000); left > 0; left -= PART_MS) {
    const part = Math.min(left, PART_MS);
    yield* step<void>(code['cpu.compute'], -1, part);
    yield* step<void>(code['cpu.computed'], -1, part);
  }
}
