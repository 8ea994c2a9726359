/**
 * One row of the table of behaviours: a tiny program and its outcome under every schedule. Its number is that of the
 * case in the list. `python` is the same program for CPython, which must have the same outcome.
 */
import type { Model } from '../engines/model/engine.ts';
import { print, PyError } from '../program/builtins.ts';
import { except } from '../program/exceptions.ts';
import type { Steps } from '../program/steps.ts';
import { Thread } from '../program/threading.ts';
import { monotonic } from '../program/time.ts';

export type Module = Readonly<Record<string, unknown>>;

export interface Expectation {
  /** All printed lines, in order. */
  readonly out?: readonly string[];
  /** All printed lines, in any order. */
  readonly anyOrder?: readonly string[];
  /** Alternatives; each must occur under some seed. */
  readonly oneOf?: readonly (readonly string[])[];
  /** The last line of each report on stderr. Default: none. */
  readonly err?: readonly string[];
  /** Default: 0. */
  readonly exit?: number;
  /** Names of threads that block for ever; the process never exits. */
  readonly stuck?: readonly string[];
  /** Times do not matter: sleeps and timeouts may end arbitrarily late. */
  readonly untimed?: boolean;
  /** Further assertions on the run. */
  readonly also?: (model: Model) => void;
}

export interface Row extends Expectation {
  /** `47 release unlocked`: the number of the case, then its topic. */
  readonly name: string;
  readonly program: () => Module;
  /** The same program in Python; '' if there is none, with the reason in `unproved`. */
  readonly python: string;
  readonly unproved?: string;
}

/** Prints the result of the steps, or the last line of their exception. */
export function* tell(steps: Steps<unknown>): Steps<void> {
  let answer: unknown;
  try {
    answer = yield* steps;
  } catch (error) {
    answer = String(except(error, 'BaseException'));
  }
  yield* print(answer);
}

/** The result of the steps, or their exception. */
export function* get(steps: Steps<unknown>): Steps<unknown> {
  try {
    return yield* steps;
  } catch (error) {
    if (!(error instanceof PyError)) throw error;
    return error;
  }
}

/** The same; None for no result. */
export function* getOrNone(steps: Steps<unknown>): Steps<unknown> {
  return (yield* get(steps)) ?? null;
}

/** A started thread. */
export function* spawn<A extends readonly unknown[]>(
  target: (...args: A) => Steps<unknown>,
  ...args: A
): Steps<Thread> {
  const thread = yield* new Thread({ target, args });
  yield* thread.start();
  return thread;
}

/** A started thread with a name. */
export function* spawnNamed<A extends readonly unknown[]>(
  name: string,
  target: (...args: A) => Steps<unknown>,
  ...args: A
): Steps<Thread> {
  const thread = yield* new Thread({ target, args, name });
  yield* thread.start();
  return thread;
}

/** Seconds of program time since `start`, to a tenth. */
export function* since(start: number): Steps<string> {
  const seconds = Math.round(((yield* monotonic()) - start) * 10) / 10;
  return seconds.toFixed(1);
}
