/** Seeds, drawn from the seed of the run. */
import { H_RANDOM } from '../memory.ts';

/** Stands in for the operating system's entropy: Mulberry32 (T. Ettinger, public domain). */
export function drawSeed(i32: Int32Array): number {
  const state = (i32[H_RANDOM]! + 0x6d2b79f5) | 0;
  i32[H_RANDOM] = state;
  let bits = Math.imul(state ^ (state >>> 15), 1 | state);
  bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
  return bits ^ (bits >>> 14);
}
