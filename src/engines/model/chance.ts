/**
 * Stateless random numbers: the number for a step depends on the seed and the step only, so a run can be resumed at any
 * step. The mixing function is that of mulberry32 (T. Ettinger, public domain).
 */
export function chance(seed: number, step: number, salt = 0): number {
  const state = (seed + Math.imul(step + 1, 0x6d2b79f5) + Math.imul(salt, 0x9e3779b1)) | 0;
  let bits = Math.imul(state ^ (state >>> 15), 1 | state);
  bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
  return (bits ^ (bits >>> 14)) >>> 0;
}

/** An integer in [0, `below`) (`below` is at most 65536, so that no bias shows). */
export const draw = (seed: number, step: number, below: number, salt = 0): number =>
  Math.floor((chance(seed, step, salt) / 2 ** 32) * below);
