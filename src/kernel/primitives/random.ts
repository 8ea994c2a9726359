/**
 * random: CPython's generator, one for each process, in the kernel's memory, so that a seed gives Python's numbers.
 * Without seed() it is seeded from the seed of the run, so runs with the same seed and order of ops draw the same
 * numbers. As in CPython since 3.7 a child is always seeded anew.
 */
import type { ThreadIndex } from '../../base/units.ts';
import { PyError } from '../errors.ts';
import { allocate, blockWords, freeBlock } from '../heap.ts';
import { Aspect, cellOf } from '../footprint.ts';
import type { Kernel, OpSpec, ProcessPart } from '../kernel.ts';
import { P_RANDOM, P_TWISTER, processAt, T_PROCESS, threadAt, type Memory } from '../memory.ts';
import {
  drawBelow,
  drawBits,
  drawFloat,
  drawNormals,
  initByArray,
  keyOf,
  STATE_WORDS,
} from '../mersenne.ts';
import { pack, reprPacked, unpack } from '../packed.ts';
import { typed } from '../values.ts';
import { drawSeed } from './entropy.ts';

/** Cached second number of gauss(), behind the generator's words: 1 if present, and a float64. */
const NEXT = STATE_WORDS;
const WORDS = NEXT + 3;

/** The state of the generator of a thread's process. */
function stateOf({ memory }: Kernel, thread: ThreadIndex): Int32Array {
  const at = processAt(memory.i32[threadAt(thread) + T_PROCESS]!);
  if (memory.i32[at + P_TWISTER] === 0) {
    const block = allocate(memory, 4 * WORDS);
    memory.i32[at + P_TWISTER] = block;
    seedWith(wordsAt(memory, block), [memory.i32[at + P_RANDOM]! >>> 0]);
  }
  return wordsAt(memory, memory.i32[at + P_TWISTER]!);
}

const wordsAt = ({ i32 }: Memory, block: number): Int32Array =>
  i32.subarray(blockWords(block), blockWords(block) + WORDS);

function seedWith(state: Int32Array, key: readonly number[]): void {
  initByArray(state, key);
  state[NEXT] = 0;
}

/** The generator of a process ends with it. */
export const randomPart: ProcessPart = {
  ends({ memory }, process) {
    const at = processAt(process) + P_TWISTER;
    freeBlock(memory, memory.i32[at]!);
    memory.i32[at] = 0;
  },
};

const writesGenerator: OpSpec['touches'] = (k, thread, _op, f) =>
  f.writes(cellOf(Aspect.random, k.memory.i32[threadAt(thread) + T_PROCESS]));

const randomRandom: OpSpec = {
  info: { name: 'random' },
  about: 'none',
  touches: writesGenerator,
  guard: () => true,
  effect(k, thread) {
    const value = drawFloat(stateOf(k, thread));
    k.said.text = value.toFixed(6);
    return JSON.stringify(value);
  },
};

export const BAD_SEED =
  'The only supported seed types are: None,\nint, float, str, bytes, and bytearray.';

/** Entropy for a generator seeded with None. Result: 32 bits. */
const randomEntropy: OpSpec = {
  info: { name: 'entropy' },
  about: 'none',
  touches: (_k, _thread, _op, f) => f.writes(cellOf(Aspect.pids)),
  guard: () => true,
  effect: (k) => drawSeed(k.memory.i32) >>> 0,
};

/** value: None, a number, a text or bytes, packed. */
const randomSeed: OpSpec = {
  info: { name: 'seed' },
  about: 'none',
  touches: (k, thread, op, f) => {
    writesGenerator(k, thread, op, f);
    if ((op.value ?? 'null') === 'null') f.writes(cellOf(Aspect.pids));
  },
  guard: () => true,
  effect(k, thread, op) {
    const seed = unpack(op.value ?? 'null');
    const key = seed === null ? [drawSeed(k.memory.i32) >>> 0] : keyOf(seed);
    if (key === undefined) {
      throw new PyError('TypeError', BAD_SEED);
    }
    seedWith(stateOf(k, thread), key);
    k.said.text = reprPacked(op.value ?? 'null');
    return undefined;
  },
};

/** n: how many bits. Result: an int, packed. */
const randomBits: OpSpec = {
  info: { name: 'getrandbits' },
  about: 'none',
  touches: writesGenerator,
  guard: () => true,
  effect(k, thread, op) {
    const value = pack(asInt(drawBits(stateOf(k, thread), op.n)));
    k.said.text = reprPacked(value);
    return value;
  },
};

/** value: positive limits, packed. Result: for each an integer below it, drawn in turn. */
const randomBelow: OpSpec = {
  info: { name: 'randbelow' },
  about: 'none',
  touches: writesGenerator,
  guard: () => true,
  effect(k, thread, op) {
    const limits = (unpack(op.value ?? '[]') as unknown[]).map(wholeOf);
    const state = stateOf(k, thread);
    const drawn = pack(limits.map((limit) => asInt(drawBelow(state, limit))));
    k.said.text = reprPacked(drawn);
    return drawn;
  },
};

/** Result: a number from the standard normal distribution, packed. Generated in pairs. */
const randomGauss: OpSpec = {
  info: { name: 'gauss' },
  about: 'none',
  touches: writesGenerator,
  guard: () => true,
  effect(k, thread) {
    const state = stateOf(k, thread);
    const kept = new Float64Array(1);
    const halves = new Int32Array(kept.buffer);
    let value: number;
    if (state[NEXT] === 1) {
      halves.set(state.subarray(NEXT + 1, NEXT + 3));
      value = kept[0]!;
      state[NEXT] = 0;
    } else {
      [value, kept[0]] = drawNormals(state);
      state.set(halves, NEXT + 1);
      state[NEXT] = 1;
    }
    k.said.text = value.toFixed(6);
    return pack(value);
  },
};

function wholeOf(value: unknown): bigint {
  const { type, value: whole } = typed(value) as { type: string; value: number | bigint };
  if (type === 'int') return BigInt(whole);
  throw new PyError('TypeError', `'${type}' object cannot be interpreted as an integer`);
}

/** As a number where that is exact. */
const asInt = (value: bigint): number | bigint =>
  value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;

export const randomOps = {
  'random.random': randomRandom,
  'random.seed': randomSeed,
  'random.getrandbits': randomBits,
  'random.below': randomBelow,
  'random.gauss': randomGauss,
  'random.entropy': randomEntropy,
} satisfies Record<string, OpSpec>;
