/**
 * Memory of finished runs, used again by later ones. A Worker frees its view of a buffer only when it collects garbage, which a
 * waiting Worker does not do: with a new buffer per run, a browser refuses the next one after some hundred restarts.
 */
import { createMemory, MEMORY_BYTES, renewMemory, type Memory } from '../../kernel/memory.ts';

/** One is being left by the Workers of the last run while the next run begins in another. */
const MOST = 2;

export class SpareMemories {
  readonly #spare: Memory[] = [];

  /**
   * Fresh shared memory.
   *
   * @param seed of the program's random numbers, a 32-bit integer
   * @throws RangeError where the browser has no room for it
   */
  take(seed: number): Memory {
    const spare = this.#spare.pop();
    if (spare === undefined) return createMemory(new SharedArrayBuffer(MEMORY_BYTES), seed);
    renewMemory(spare, seed);
    return spare;
  }

  /** Nobody may read or write it any more. */
  giveBack(memory: Memory): void {
    if (this.#spare.length < MOST) this.#spare.push(memory);
  }
}
