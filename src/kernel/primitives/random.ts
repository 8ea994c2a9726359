/**
 * random.random: one generator a run, kept in the kernel, so that a run with the same seed and the same order of ops
 * draws the same numbers. Mulberry32 (T. Ettinger, public domain); 32 bits are enough for a pace.
 */
import type { OpSpec } from '../kernel.ts';
import { H_RANDOM } from '../memory.ts';

export const randomRandom: OpSpec = {
  info: { name: 'random', wait: 'none', hold: 'none', flow: 'none' },
  about: 'none',
  guard: () => true,
  effect(k) {
    const state = (k.memory.i32[H_RANDOM]! + 0x6d2b79f5) | 0;
    k.memory.i32[H_RANDOM] = state;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    const value = ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
    k.said.text = value.toFixed(6);
    return JSON.stringify(value);
  },
};
