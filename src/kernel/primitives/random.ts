/**
 * random: a generator for each process, kept in the kernel, so that a run with the same seed and the same order of ops
 * draws the same numbers. As in CPython since 3.7 a child never goes on with its parent's numbers, however it was made:
 * it is seeded anew, here from the seed of the run. Mulberry32 (T. Ettinger, public domain), not CPython's Mersenne
 * Twister: 32 bits are enough for a pace, and a seed gives other numbers than there.
 */
import { Aspect, cellOf } from '../footprint.ts';
import type { OpSpec } from '../kernel.ts';
import { H_RANDOM, P_RANDOM, processAt, T_PROCESS, threadAt } from '../memory.ts';
import { isInt32, reprPacked, unpack, type Packed } from '../packed.ts';

/** The next 32 bits of the generator whose state is in a word. */
function drawBits(i32: Int32Array, word: number): number {
  const state = (i32[word]! + 0x6d2b79f5) | 0;
  i32[word] = state;
  let bits = Math.imul(state ^ (state >>> 15), 1 | state);
  bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
  return bits ^ (bits >>> 14);
}

/** What takes the place of the operating system's chance. */
export const drawSeed = (i32: Int32Array): number => drawBits(i32, H_RANDOM);

export const randomRandom: OpSpec = {
  info: { name: 'random' },
  about: 'none',
  touches: (k, thread, _op, f) =>
    f.writes(cellOf(Aspect.random, k.memory.i32[threadAt(thread) + T_PROCESS])),
  guard: () => true,
  effect(k, thread) {
    const { i32 } = k.memory;
    const process = processAt(i32[threadAt(thread) + T_PROCESS]!);
    const value = (drawBits(i32, process + P_RANDOM) >>> 0) / 2 ** 32;
    k.said.text = value.toFixed(6);
    return JSON.stringify(value);
  },
};

/** value: None, a number or a text, packed. */
export const randomSeed: OpSpec = {
  info: { name: 'seed' },
  about: 'none',
  touches: (k, thread, op, f) => {
    f.writes(cellOf(Aspect.random, k.memory.i32[threadAt(thread) + T_PROCESS]));
    if ((op.value ?? 'null') === 'null') f.writes(cellOf(Aspect.pids));
  },
  guard: () => true,
  effect(k, thread, op) {
    const { i32 } = k.memory;
    const process = processAt(i32[threadAt(thread) + T_PROCESS]!);
    const seed = op.value ?? 'null';
    i32[process + P_RANDOM] = seed === 'null' ? drawSeed(i32) : stateFor(seed);
    k.said.text = reprPacked(seed);
    return undefined;
  },
};

/** As in CPython, a whole number and its negative are the same seed. */
function stateFor(seed: Packed): number {
  const value = unpack(seed);
  if (isInt32(value)) return Math.abs(value) | 0;
  let hash = 0x811c9dc5;
  for (const char of String(seed)) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193);
  return hash | 0;
}

export const randomOps = {
  'random.random': randomRandom,
  'random.seed': randomSeed,
} satisfies Record<string, OpSpec>;
