/**
 * MT19937, the generator behind Python's `random`, on words of the kernel's memory: M. Matsumoto and T. Nishimura,
 * "Mersenne Twister", ACM TOMACS 8 (1998), and init_by_array of their 2002 version, as in CPython's _randommodule.c.
 */
import { typeName } from './compare.ts';
import { PyError } from './errors.ts';
import { sha512 } from './sha512.ts';
import { typed } from './values.ts';

const N = 624;
const M = 397;
/** Position of the next number in the state. */
const INDEX = N;
export const STATE_WORDS = N + 1;

function initGenrand(state: Int32Array, seed: number): void {
  state[0] = seed;
  for (let i = 1; i < N; i++) {
    const before = state[i - 1]!;
    state[i] = Math.imul(1812433253, before ^ (before >>> 30)) + i;
  }
  state[INDEX] = N;
}

/** Seeds with 32-bit words, the lowest first; at least one. */
export function initByArray(state: Int32Array, key: readonly number[]): void {
  initGenrand(state, 19650218);
  let i = 1;
  let j = 0;
  const mix = (factor: number, more: number): void => {
    const before = state[i - 1]!;
    state[i] = (state[i]! ^ Math.imul(before ^ (before >>> 30), factor)) + more;
    i++;
    if (i >= N) {
      state[0] = state[N - 1]!;
      i = 1;
    }
  };
  for (let k = Math.max(N, key.length); k > 0; k--) {
    mix(1664525, key[j]! + j);
    j = (j + 1) % key.length;
  }
  for (let k = N - 1; k > 0; k--) mix(1566083941, -i);
  state[0] = 0x8000_0000 | 0;
}

/** The next 32 bits, as an unsigned number. */
export function drawWord(state: Int32Array): number {
  if (state[INDEX]! >= N) twist(state);
  let y = state[state[INDEX]!]!;
  state[INDEX] = state[INDEX]! + 1;
  y ^= y >>> 11;
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  return (y ^ (y >>> 18)) >>> 0;
}

function twist(state: Int32Array): void {
  for (let k = 0; k < N; k++) {
    const y = (state[k]! & 0x8000_0000) | (state[(k + 1) % N]! & 0x7fff_ffff);
    state[k] = state[(k + M) % N]! ^ (y >>> 1) ^ ((y & 1) === 0 ? 0 : 0x9908b0df);
  }
  state[INDEX] = 0;
}

/** random(): 53 bits from 0 up to, not including, 1. */
export const drawFloat = (state: Int32Array): number =>
  ((drawWord(state) >>> 5) * 2 ** 26 + (drawWord(state) >>> 6)) / 2 ** 53;

/** gauss() with mean 0 and deviation 1: a pair of numbers. */
export function drawNormals(state: Int32Array): readonly [number, number] {
  const angle = drawFloat(state) * 2 * Math.PI;
  const radius = Math.sqrt(-2 * Math.log(1 - drawFloat(state)));
  return [Math.cos(angle) * radius, Math.sin(angle) * radius];
}

/** Limit on getrandbits(): numbers here have at most this many bits. */
const MOST_BITS = 2 ** 24;

/** getrandbits(bits). */
export function drawBits(state: Int32Array, bits: number): bigint {
  if (typeof bits !== 'number' || !Number.isInteger(bits)) {
    throw new PyError(
      'TypeError',
      `'${typeName(bits)}' object cannot be interpreted as an integer`,
    );
  }
  if (bits < 0) throw new PyError('ValueError', 'number of bits must be non-negative');
  if (bits > MOST_BITS) throw new PyError('MemoryError', `a number of ${bits} bits is too large`);
  let digits = '';
  for (let left = bits; left > 0; left -= 32) {
    const word = drawWord(state);
    const drawn = left < 32 ? word >>> (32 - left) : word;
    digits = drawn.toString(16).padStart(8, '0') + digits;
  }
  return digits === '' ? 0n : BigInt(`0x${digits}`);
}

/** _randbelow(): an integer from 0 up to, not including, `limit`, which is positive. */
export function drawBelow(state: Int32Array, limit: bigint): bigint {
  // No number is below: the loop would not end.
  if (limit <= 0n) throw new PyError('ValueError', 'empty range for randrange()');
  const bits = limit.toString(2).length;
  let value = drawBits(state, bits);
  while (value >= limit) value = drawBits(state, bits);
  return value;
}

/** The 32-bit words of a seed; undefined for an unsupported type. */
export function keyOf(seed: unknown): number[] | undefined {
  const given = typed(seed);
  switch (given.type) {
    case 'int':
    case 'bool': {
      const whole = BigInt(given.value);
      return wordsOf(whole < 0n ? -whole : whole);
    }
    case 'float':
      return wordsOf(BigInt.asUintN(64, hashOf(given.value)));
    case 'str':
    case 'bytes': {
      const { type, value } = given;
      const bytes =
        type === 'str' ? new TextEncoder().encode(value) : Uint8Array.from(value, byteOf);
      return wordsOf(wholeOf([...bytes, ...sha512(bytes)]));
    }
    default:
      return undefined;
  }
}

const byteOf = (char: string): number => char.charCodeAt(0);

function wordsOf(value: bigint): number[] {
  const words: number[] = [];
  for (let rest = value; rest > 0n; rest >>= 32n) words.push(Number(rest & 0xffff_ffffn));
  return words.length === 0 ? [0] : words;
}

/** The number encoded by bytes, most significant first. */
const wholeOf = (bytes: readonly number[]): bigint =>
  BigInt(`0x${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`);

const HASH_BITS = 61n;
const HASH_MODULUS = (1n << HASH_BITS) - 1n;

/** hash() of a float: its value modulo 2**61 - 1, where 2**61 is 1. For nan CPython hashes the address: here 0. */
function hashOf(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  if (!Number.isFinite(value)) return value > 0 ? 314159n : -314159n;
  let mantissa = Math.abs(value);
  let exponent = 0n;
  for (; !Number.isInteger(mantissa); mantissa *= 2) exponent += HASH_BITS - 1n;
  const hash = (BigInt(mantissa) << (exponent % HASH_BITS)) % HASH_MODULUS;
  return value < 0 ? -hash : hash;
}
