/**
 * Python's `random`: every process has its own generator, and a seed gives CPython's numbers. Without seed() the
 * generator is seeded from the seed of the run, so runs with the same seed and order of ops draw the same numbers. A
 * program creates further generators with `yield* new Random(7)`.
 */
import { PyError } from '../kernel/errors.ts';
import {
  drawBelow,
  drawBits,
  drawFloat,
  drawNormals,
  initByArray,
  keyOf,
  STATE_WORDS,
} from '../kernel/mersenne.ts';
import { code } from '../kernel/ops.ts';
import { BAD_SEED } from '../kernel/primitives/random.ts';
import { packValue, unpackValue } from './handle.ts';
import { asInt, Draws, type Seed } from './random-draws.ts';
import { step, stepAs, type Reading, type Steps } from './steps.ts';

type Int = number | bigint;

const asNumber = unpackValue as Reading<number>;

/** The process's generator, kept by the kernel. */
class OfProcess extends Draws {
  override seed(value: Seed = null): Steps<void> {
    return step<void>(code['random.seed'], -1, 0, -1, packValue(value));
  }

  override random(): Steps<number> {
    return stepAs(asNumber, code['random.random']);
  }

  override getrandbits(bits: number): Steps<Int> {
    return stepAs(unpackValue as Reading<Int>, code['random.getrandbits'], -1, bits);
  }

  protected override below(limits: readonly Int[]): Steps<Int[]> {
    return stepAs(
      unpackValue as Reading<Int[]>,
      code['random.below'],
      -1,
      0,
      -1,
      packValue(limits),
    );
  }

  protected override normal(): Steps<number> {
    return stepAs(asNumber, code['random.gauss']);
  }
}

/** State of a generator, as from getstate(). */
export type RandomState = readonly [words: readonly number[], next: number | null];

/**
 * A generator of the program's own, `yield* new Random(7)`. It belongs to the thread that created it and cannot be
 * sent.
 */
export class Random extends Draws {
  readonly #first: Seed;
  #words: Int32Array | undefined;
  /** Cached second number of gauss(). */
  #next: number | null = null;

  constructor(seed: Seed = null) {
    super();
    this.#first = seed;
  }

  *[Symbol.iterator](): Steps<this> {
    this.#words = new Int32Array(STATE_WORDS);
    yield* this.seed(this.#first);
    return this;
  }

  override *seed(value: Seed = null): Steps<void> {
    const words = this.#state();
    const key = value === null ? [yield* step<number>(code['random.entropy'])] : keyOf(value);
    if (key === undefined) throw new PyError('TypeError', BAD_SEED);
    initByArray(words, key);
    this.#next = null;
  }

  override random(): Steps<number> {
    return made(() => drawFloat(this.#state()));
  }

  override getrandbits(bits: number): Steps<Int> {
    return made(() => {
      return asInt(drawBits(this.#state(), bits));
    });
  }

  protected override below(limits: readonly Int[]): Steps<Int[]> {
    return made(() => limits.map((limit) => asInt(drawBelow(this.#state(), BigInt(limit)))));
  }

  protected override normal(): Steps<number> {
    return made(() => {
      const words = this.#state();
      const kept = this.#next;
      const [value, next] = kept === null ? drawNormals(words) : [kept, null];
      this.#next = next;
      return value;
    });
  }

  /** For setstate(). */
  getstate(): Steps<RandomState> {
    return made(() => [[...this.#state()], this.#next]);
  }

  setstate([words, next]: RandomState): Steps<void> {
    return made(() => {
      this.#state().set(words);
      this.#next = next;
    });
  }

  #state(): Int32Array {
    if (this.#words !== undefined) return this.#words;
    throw new PyError(
      'RuntimeError',
      'this Random is not created yet: write yield* new Random(...)',
    );
  }
}

/** Invisible to other threads, so it takes no step. */
// eslint-disable-next-line require-yield
function* made<R>(make: () => R): Steps<R> {
  return make();
}

const own = new OfProcess();

/** random.NAME of each is a method of the process's generator. */
const methodOf = <K extends keyof Draws>(name: K): Draws[K] =>
  (own[name] as (...args: never[]) => unknown).bind(own) as Draws[K];

export const seed = methodOf('seed');
export const random = methodOf('random');
export const getrandbits = methodOf('getrandbits');
export const randbytes = methodOf('randbytes');
export const uniform = methodOf('uniform');
export const randrange = methodOf('randrange');
export const randint = methodOf('randint');
export const choice = methodOf('choice');
export const choices = methodOf('choices');
export const shuffle = methodOf('shuffle');
export const sample = methodOf('sample');
export const gauss = methodOf('gauss');
export const normalvariate = methodOf('normalvariate');
export const lognormvariate = methodOf('lognormvariate');
export const expovariate = methodOf('expovariate');
export const paretovariate = methodOf('paretovariate');
export const weibullvariate = methodOf('weibullvariate');
export const triangular = methodOf('triangular');
