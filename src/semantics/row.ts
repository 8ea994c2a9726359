/**
 * One row of the table of behaviours: a tiny program and what comes of it, whoever runs when. Its number is that of the
 * case in the list. `python` is the same program for CPython, which must come to the same.
 */
import type { Model } from '../engines/model/engine.ts';
import { print, PyError } from '../program/builtins.ts';
import { except } from '../program/exceptions.ts';
import type { Steps } from '../program/steps.ts';
import { Thread } from '../program/threading.ts';
import { monotonic } from '../program/time.ts';

export type Module = Readonly<Record<string, unknown>>;

export interface Expectation {
  /** Every line printed, in this order. */
  readonly out?: readonly string[];
  /** These lines, in whatever order. */
  readonly anyOrder?: readonly string[];
  /** One of these; the seeds between them must come to each. */
  readonly oneOf?: readonly (readonly string[])[];
  /** The last line of each report on stderr. Default: none. */
  readonly err?: readonly string[];
  /** Default: 0. */
  readonly exit?: number;
  /** Names of the threads that stand still for ever; the process never exits. */
  readonly stuck?: readonly string[];
  /** Times do not matter: sleeps and time limits may end as late as they like. */
  readonly untimed?: boolean;
  /** What else must hold of the run. */
  readonly also?: (model: Model) => void;
}

export interface Row extends Expectation {
  /** `47 release unlocked`: the number of the case, then what it is about. */
  readonly name: string;
  readonly program: () => Module;
  /** Python's own program; '' where there is none to compare with, and `unproved` says why. */
  readonly python: string;
  readonly unproved?: string;
}

/** Prints what the steps return, or the last line of what they raise. */
export function* tell(steps: Steps<unknown>): Steps<void> {
  let answer: unknown;
  try {
    answer = yield* steps;
  } catch (error) {
    answer = String(except(error, 'BaseException'));
  }
  yield* print(answer);
}

/** What the steps give, or the exception that they raise. */
export function* get(steps: Steps<unknown>): Steps<unknown> {
  try {
    return yield* steps;
  } catch (error) {
    if (!(error instanceof PyError)) throw error;
    return error;
  }
}

/** The same; None where they give nothing. */
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
