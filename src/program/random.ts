/**
 * Python's `random`: every process has a generator of its own, and a seed gives CPython's numbers. Without seed() they
 * come from the seed of the run, so that a run with the same seed and order of ops has the same ones.
 */
import { code } from '../kernel/ops.ts';
import { PyError } from '../kernel/errors.ts';
import { List } from './contents.ts';
import { packValue, unpackValue } from './handle.ts';
import { step, stepAs, type Reading, type Steps } from './steps.ts';

const asNumber = unpackValue as Reading<number>;

/** Draws after the same seed are the same. None: seeded anew, as at the start of the process. */
export function seed(
  value: number | bigint | string | boolean | Uint8Array | null = null,
): Steps<void> {
  return step<void>(code['random.seed'], -1, 0, -1, packValue(value));
}

/** A number from 0 up to, not including, 1. */
export function random(): Steps<number> {
  return stepAs(asNumber, code['random.random']);
}

/** A whole number of so many random bits: a BigInt where it is above 2**53. */
export function getrandbits(bits: number): Steps<number | bigint> {
  return stepAs(unpackValue as Reading<number | bigint>, code['random.getrandbits'], -1, bits);
}

/** For each limit a whole number from 0 up to, not including, it. */
const below = (limits: readonly number[]): Steps<number[]> =>
  stepAs(unpackValue as Reading<number[]>, code['random.below'], -1, 0, -1, packValue(limits));

/** A number between two bounds. */
export function* uniform(low: number, high: number): Steps<number> {
  return low + (high - low) * (yield* random());
}

/** A whole number of range(stop) or range(start, stop, step). Raises ValueError where there is none. */
export function* randrange(start: number, stop?: number, stride = 1): Steps<number> {
  const [from, to] = stop === undefined ? [0, start] : [start, stop];
  if (stride === 0) throw new PyError('ValueError', 'zero step for randrange()');
  const count = Math.ceil((to - from) / stride);
  if (count <= 0) {
    const given = stop === undefined || stride !== 1 ? '' : ` (${from}, ${to}, ${to - from})`;
    throw new PyError('ValueError', `empty range for randrange()${given}`);
  }
  return from + stride * (yield* below([count]))[0]!;
}

/** A whole number from `low` to `high`, both included. Raises ValueError where there is none. */
export function* randint(low: number, high: number): Steps<number> {
  return yield* randrange(low, high + 1);
}

/** One of the items, or a letter of a text. Raises IndexError where there is none. */
export function* choice<T>(items: readonly T[] | List<T> | (string & T)): Steps<T> {
  const length = items instanceof List ? yield* items.len() : items.length;
  if (length === 0) throw new PyError('IndexError', 'Cannot choose from an empty sequence');
  const [index = 0] = yield* below([length]);
  return items instanceof List ? yield* items.getItem(index) : (items[index] as T);
}

/** So many of the items, each perhaps more than once; with `weights`, the heavy ones more often. */
export function* choices<T>(
  items: readonly T[],
  { weights, k = 1 }: { readonly weights?: readonly number[]; readonly k?: number } = {},
): Steps<T[]> {
  const sums: number[] = [];
  for (const weight of weights ?? []) sums.push((sums.at(-1) ?? 0) + weight);
  if (weights !== undefined) requireWeights(sums, items.length);
  else if (items.length === 0 && k > 0) {
    throw new PyError('IndexError', 'list index out of range');
  }
  const chosen: T[] = [];
  for (let n = 0; n < k; n++) {
    const drawn = yield* random();
    const place = sums.findIndex((sum) => sum > drawn * sums.at(-1)!);
    chosen.push(items[weights === undefined ? Math.floor(drawn * items.length) : place]!);
  }
  return chosen;
}

function requireWeights(sums: readonly number[], count: number): void {
  const total = sums.at(-1) ?? 0;
  const told =
    sums.length !== count
      ? 'The number of weights does not match the population'
      : total <= 0
        ? 'Total of weights must be greater than zero'
        : Number.isFinite(total)
          ? ''
          : 'Total of weights must be finite';
  if (told !== '') throw new PyError('ValueError', told);
}

/** Puts the items into another order, in place. */
export function* shuffle(items: unknown[] | List): Steps<void> {
  const shuffled = items instanceof List ? [...(yield* items.copy())] : items;
  const last = shuffled.length - 1;
  const drawn = yield* below(Array.from({ length: Math.max(last, 0) }, (_, n) => last + 1 - n));
  for (const [n, j] of drawn.entries()) {
    const i = last - n;
    [shuffled[i], shuffled[j]] = [shuffled[j], shuffled[i]];
  }
  if (!(items instanceof List)) return;
  for (const [index, item] of shuffled.entries()) yield* items.setItem(index, item);
}

/** `k` of the items, each at most once, in the order in which they were drawn. Raises ValueError if there are fewer. */
export function* sample<T>(items: readonly T[], k: number): Steps<T[]> {
  const n = items.length;
  if (!(k >= 0 && k <= n)) {
    throw new PyError('ValueError', 'Sample larger than population or is negative');
  }
  // A set of those that are taken is larger than this, as CPython counts.
  const size = 21 + (k > 5 ? 4 ** Math.ceil(Math.log(k * 3) / Math.log(4)) : 0);
  if (n <= size) {
    const pool = [...items];
    const drawn = yield* below(Array.from({ length: k }, (_, i) => n - i));
    return drawn.map((j, i) => {
      const item = pool[j]!;
      pool[j] = pool[n - i - 1]!;
      return item;
    });
  }
  const taken = new Set<number>();
  while (taken.size < k) taken.add((yield* below([n]))[0]!);
  return [...taken].map((index) => items[index]!);
}

/** A number of the normal distribution. */
export function* gauss(mu = 0, sigma = 1): Steps<number> {
  return mu + (yield* stepAs(asNumber, code['random.gauss'])) * sigma;
}

/** A number of the exponential distribution, whose mean is 1 / `rate`. */
export function* expovariate(rate: number): Steps<number> {
  return -Math.log(1 - (yield* random())) / rate;
}

/** A number between two bounds, most often near `mode`, by default the middle. */
export function* triangular(low = 0, high = 1, mode: number | null = null): Steps<number> {
  const drawn = yield* random();
  if (high === low) return low;
  const place = mode === null ? 0.5 : (mode - low) / (high - low);
  return drawn > place
    ? high + (low - high) * Math.sqrt((1 - drawn) * (1 - place))
    : low + (high - low) * Math.sqrt(drawn * place);
}
