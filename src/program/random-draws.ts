/** Distributions of Python's `random`: the methods of random.Random, as in Lib/random.py. */
import { typeName } from '../kernel/compare.ts';
import { PyError } from '../kernel/errors.ts';
import { List } from './contents.ts';
import type { Steps } from './steps.ts';

/** Types of seeds. */
export type Seed = number | bigint | string | boolean | Uint8Array | null;

type Int = number | bigint;

export interface ChoicesOptions {
  readonly weights?: readonly number[];
  readonly cumWeights?: readonly number[];
  readonly k?: number;
}

export abstract class Draws {
  /** The same seed gives the same draws. None: a fresh seed. */
  abstract seed(value?: Seed): Steps<void>;

  /** A number in [0, 1). */
  abstract random(): Steps<number>;

  /** An integer with so many random bits: a BigInt above 2**53. */
  abstract getrandbits(bits: number): Steps<Int>;

  /** For each positive limit, an integer in [0, limit). */
  protected abstract below(limits: readonly Int[]): Steps<Int[]>;

  /** A number from the standard normal distribution. Generated in pairs. */
  protected abstract normal(): Steps<number>;

  *randbytes(count: number): Steps<Uint8Array> {
    const bits = BigInt(yield* this.getrandbits(requireInt(count) * 8));
    const digits = bits.toString(16).padStart(2 * count, '0');
    return Uint8Array.from({ length: count }, (_, n) =>
      parseInt(digits.slice(2 * (count - n - 1), 2 * (count - n)), 16),
    );
  }

  /** A number between two bounds. */
  *uniform(low: number, high: number): Steps<number> {
    return low + (high - low) * (yield* this.random());
  }

  /** An integer from range(stop) or range(start, stop, step). Raises ValueError if the range is empty. */
  *randrange<N extends Int = number>(start: N, stop?: N, stride?: N): Steps<N> {
    const from = whole(start, 'arg 1');
    if (stop === undefined) {
      if (from <= 0n) throw new PyError('ValueError', 'empty range for randrange()');
      return (yield* this.below([asInt(from)]))[0]! as N;
    }
    const [to, by] = [whole(stop, 'stop'), whole(stride ?? 1, 'step')];
    if (by === 0n) throw new PyError('ValueError', 'zero step for randrange()');
    const width = to - from;
    const count = (width + by + (by > 0n ? -1n : 1n)) / by;
    if (width * by <= 0n) {
      const given = by === 1n ? ` (${from}, ${to}, ${width})` : '';
      throw new PyError('ValueError', `empty range for randrange()${given}`);
    }
    const [drawn] = yield* this.below([asInt(count)]);
    return asInt(from + by * BigInt(drawn!)) as N;
  }

  /** An integer from `low` to `high`, both included. Raises ValueError if there is none. */
  *randint<N extends Int = number>(low: N, high: N): Steps<N> {
    whole(low, 'arg 1');
    const above = asInt(whole(high, 'stop') + 1n);
    return yield* this.randrange(low, above as N);
  }

  /** One of the items, or a character of a text. Raises IndexError if empty. */
  *choice<T>(items: readonly T[] | List<T> | (string & T)): Steps<T> {
    const seen = items instanceof List ? yield* items.copy() : Array.from(items as Iterable<T>);
    if (seen.length === 0) throw new PyError('IndexError', 'Cannot choose from an empty sequence');
    const [index] = yield* this.below([seen.length]);
    return seen[Number(index)] as T;
  }

  /** So many items, drawn with replacement; with weights, in proportion to them. */
  *choices<T>(
    items: readonly T[] | string,
    { weights, cumWeights, k = 1 }: ChoicesOptions = {},
  ): Steps<T[]> {
    const all = Array.from(items as Iterable<T>);
    if (weights !== undefined && cumWeights !== undefined) {
      throw new PyError('TypeError', 'Cannot specify both weights and cumulative weights');
    }
    const sums = cumWeights ?? (weights && sumsOf(weights));
    if (sums !== undefined) requireWeights(sums, all.length);
    else if (all.length === 0 && k > 0) throw new PyError('IndexError', 'list index out of range');
    const chosen: T[] = [];
    for (let n = 0; n < requireInt(k); n++) {
      const drawn = yield* this.random();
      chosen.push(
        all[
          sums === undefined
            ? Math.floor(drawn * all.length)
            : placeAmong(sums, drawn * sums.at(-1)!, all.length - 1)
        ]!,
      );
    }
    return chosen;
  }

  /** Shuffles the items in place. */
  *shuffle(items: unknown[] | List): Steps<void> {
    const shuffled = items instanceof List ? [...(yield* items.copy())] : items;
    const last = shuffled.length - 1;
    const limits = Array.from({ length: Math.max(last, 0) }, (_, n) => last + 1 - n);
    for (const [n, drawn] of (yield* this.below(limits)).entries()) {
      const [i, j] = [last - n, Number(drawn)];
      [shuffled[i], shuffled[j]] = [shuffled[j], shuffled[i]];
    }
    if (!(items instanceof List)) return;
    for (const [index, item] of shuffled.entries()) yield* items.setItem(index, item);
  }

  /**
   * `k` items without replacement, in order of drawing; `counts` gives the multiplicity of each. Raises ValueError if
   * there are fewer.
   */
  *sample<T>(
    items: readonly T[] | List<T> | string,
    k: number,
    { counts }: { readonly counts?: readonly number[] } = {},
  ): Steps<T[]> {
    if (!(items instanceof List) && typeof items !== 'string' && !Array.isArray(items)) {
      const told = 'Population must be a sequence.  For dicts or sets, use sorted(d).';
      throw new PyError('TypeError', told);
    }
    const all = items instanceof List ? yield* items.copy() : Array.from(items as Iterable<T>);
    if (counts !== undefined) {
      const sums = sumsOf(counts);
      requireCounts(sums, all.length);
      const drawn = yield* this.places(sums.at(-1)!, k);
      return drawn.map((place) => all[placeAmong(sums, place, all.length - 1)]!);
    }
    return (yield* this.places(all.length, k)).map((place) => all[place]!);
  }

  /** `k` distinct integers below `count`. */
  protected *places(count: number, k: number): Steps<number[]> {
    if (requireInt(k) < 0 || k > count) {
      throw new PyError('ValueError', 'Sample larger than population or is negative');
    }
    // Size up to which a list costs less memory than a set, as CPython estimates it.
    const size = 21 + (k > 5 ? 4 ** Math.ceil(Math.log(k * 3) / Math.log(4)) : 0);
    if (count <= size) {
      const pool = Array.from({ length: count }, (_, n) => n);
      const drawn = yield* this.below(Array.from({ length: k }, (_, i) => count - i));
      return drawn.map((j, i) => {
        const place = pool[Number(j)]!;
        pool[Number(j)] = pool[count - i - 1]!;
        return place;
      });
    }
    const taken = new Set<number>();
    while (taken.size < k) taken.add(Number((yield* this.below([count]))[0]!));
    return [...taken];
  }

  /** A number from the normal distribution. */
  *gauss(mu = 0, sigma = 1): Steps<number> {
    return mu + (yield* this.normal()) * sigma;
  }

  /** The same distribution by another algorithm. */
  *normalvariate(mu = 0, sigma = 1): Steps<number> {
    for (;;) {
      const first = yield* this.random();
      const second = 1 - (yield* this.random());
      const z = (NORMAL * (first - 0.5)) / second;
      if ((z * z) / 4 <= -Math.log(second)) return mu + z * sigma;
    }
  }

  *lognormvariate(mu = 0, sigma = 1): Steps<number> {
    const drawn = yield* this.normalvariate(mu, sigma);
    if (drawn < Infinity && Math.exp(drawn) === Infinity)
      throw new PyError('OverflowError', 'math range error');
    return Math.exp(drawn);
  }

  /** A number from the exponential distribution with mean 1 / `rate`. */
  *expovariate(rate: number): Steps<number> {
    const drawn = yield* this.random();
    return -Math.log(1 - drawn) / divisor(rate);
  }

  *paretovariate(alpha: number): Steps<number> {
    return (1 - (yield* this.random())) ** (-1 / divisor(alpha));
  }

  *weibullvariate(alpha: number, beta: number): Steps<number> {
    return alpha * (-Math.log(1 - (yield* this.random()))) ** (1 / divisor(beta));
  }

  /** A number from the triangular distribution with mode `mode`, by default the middle. */
  *triangular(low = 0, high = 1, mode: number | null = null): Steps<number> {
    const drawn = yield* this.random();
    if (high === low) return low;
    const place = mode === null ? 0.5 : (mode - low) / (high - low);
    return drawn > place
      ? high + (low - high) * Math.sqrt((1 - drawn) * (1 - place))
      : low + (high - low) * Math.sqrt(drawn * place);
  }
}

/** 4 * exp(-0.5) / sqrt(2). */
const NORMAL = (4 * Math.exp(-0.5)) / Math.sqrt(2);

function divisor(value: number): number {
  if (value === 0) throw new PyError('ZeroDivisionError', 'float division by zero');
  return value;
}

/** Raises TypeError for a value that is no int. */
function requireInt(value: number): number {
  if (Number.isInteger(value) || typeof value === 'boolean') return value;
  throw new PyError('TypeError', `'${typeName(value)}' object cannot be interpreted as an integer`);
}

/** Raises ValueError for a fraction, TypeError for a value that is no number. */
function whole(value: Int, what: string): bigint {
  if (typeof value === 'bigint') return value;
  if (Number.isNaN(value)) throw new PyError('ValueError', 'cannot convert float NaN to integer');
  if (value === Infinity || value === -Infinity)
    throw new PyError('OverflowError', 'cannot convert float infinity to integer');
  if (typeof value !== 'number') {
    const told = `int() argument must be a string, a bytes-like object or a real number, not '${typeName(value)}'`;
    throw new PyError('TypeError', told);
  }
  if (Number.isInteger(value)) return BigInt(value);
  throw new PyError('ValueError', `non-integer ${what} for randrange()`);
}

/** As a number where that is exact. */
export const asInt = (value: bigint): Int =>
  value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER)
    ? Number(value)
    : value;

function sumsOf(weights: readonly number[]): number[] {
  const sums: number[] = [];
  for (const weight of weights) sums.push((sums.at(-1) ?? 0) + weight);
  return sums;
}

/** Index of the first sum above `point`, as bisect() finds it; at most `last`. */
function placeAmong(sums: readonly number[], point: number, last: number): number {
  let [low, high] = [0, last];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (point < sums[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}

function requireCounts(sums: readonly number[], count: number): void {
  if (sums.length !== count) {
    throw new PyError('ValueError', 'The number of counts does not match the population');
  }
  const total = sums.at(-1);
  if (total === undefined) throw new PyError('IndexError', 'pop from empty list');
  if (!Number.isInteger(total)) throw new PyError('TypeError', 'Counts must be integers');
  if (total <= 0) throw new PyError('ValueError', 'Total of counts must be greater than zero');
}

function requireWeights(sums: readonly number[], count: number): void {
  if (sums.length !== count) {
    throw new PyError('ValueError', 'The number of weights does not match the population');
  }
  if (sums.length === 0) throw new PyError('IndexError', 'list index out of range');
  const total = sums.at(-1)!;
  if (!(total > 0)) {
    const told = Number.isNaN(total)
      ? 'Total of weights must be finite'
      : 'Total of weights must be greater than zero';
    throw new PyError('ValueError', told);
  }
  if (!Number.isFinite(total)) throw new PyError('ValueError', 'Total of weights must be finite');
}
