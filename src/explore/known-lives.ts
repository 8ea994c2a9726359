/**
 * Memoised behaviour of threads across runs. A thread is a function of its ops' results, so its possible behaviours
 * form a tree: each moment has the next op, and a child for each result of that op. A run needs a generator only where
 * it leaves the known tree; resuming a thread elsewhere only selects another moment.
 */
import type { ThreadIndex } from '../base/units.ts';
import { advance, Lives, type Life, type Module } from '../engines/model/lives.ts';
import type { PyError } from '../kernel/errors.ts';
import type { JobDetails } from '../kernel/primitives/thread.ts';
import type { Request } from '../kernel/request.ts';
import { at } from '../program/at.ts';
import { threadLife } from '../program/life.ts';
import type { Steps } from '../program/steps.ts';

/** A point in a thread's life: what it has done so far, and does next. */
export interface Moment {
  readonly op: Request;
  readonly line: number;
  /** Number of earlier moments. */
  readonly depth: number;
  /** The previous moment, and its op's result; undefined at the thread's start. */
  readonly before: Moment | undefined;
  readonly result: unknown;
  readonly error: PyError | undefined;
  /** Children by result: see `keyOf`. */
  readonly after: Map<unknown, Moment>;
  /** A generator at this point, if any. */
  steps: Steps<void> | undefined;
  /**
   * For a loop that continues as long as its ops return the same: number of moments since it was last here; 0: none.
   */
  loop: number | undefined;
  /** Number of rounds, as far as examined. */
  rounds: number;
}

/** Maximum number of generators kept. */
const MOST_STANDING = 256;
/** Maximum number of moments; beyond it all are cleared. */
const MOST_MOMENTS = 200_000;

/** Integers are themselves, packed text too: it never begins like this. */
const keyOf = (result: unknown, error: PyError | undefined): unknown =>
  error === undefined ? result : `\n${error.type}\n${error.message}`;

/** Known behaviour of a program's threads, for all runs. */
class Memory {
  readonly #first = new Map<string, Moment>();
  #count = 0;
  /** Moments with a generator, oldest first. */
  readonly #standing: Moment[] = [];

  forgetTooMuch(): void {
    if (this.#count <= MOST_MOMENTS) return;
    this.#first.clear();
    this.#standing.length = 0;
    this.#count = 0;
  }

  firstOf(module: Module, job: JobDetails): Moment {
    const key = `${job.isMain ? 1 : 0} ${job.process}\n${job.job}`;
    let first = this.#first.get(key);
    if (first === undefined) {
      const steps = threadLife(module, job);
      first = this.#moment(module, steps, undefined, undefined, undefined);
      this.#first.set(key, first);
    }
    return first;
  }

  afterOf(
    module: Module,
    job: JobDetails,
    moment: Moment,
    result: unknown,
    error?: PyError,
  ): Moment {
    const key = keyOf(result, error);
    let next = moment.after.get(key);
    if (next === undefined) {
      const steps = moment.steps ?? stepsAt(module, job, moment);
      moment.steps = undefined;
      next = this.#moment(module, steps, moment, result, error);
      moment.after.set(key, next);
    }
    return next;
  }

  #moment(
    module: Module,
    steps: Steps<void>,
    before: Moment | undefined,
    result: unknown,
    error: PyError | undefined,
  ): Moment {
    const op = advance(module, steps, before?.line ?? 0, result, error);
    const depth = before === undefined ? 0 : before.depth + 1;
    const { line } = at;
    const after = new Map<unknown, Moment>();
    const moment = {
      op,
      line,
      depth,
      before,
      result,
      error,
      after,
      steps,
      loop: undefined,
      rounds: 0,
    };
    this.#count += 1;
    if (this.#standing.length >= MOST_STANDING) {
      for (const old of this.#standing.splice(0, MOST_STANDING / 2)) old.steps = undefined;
    }
    this.#standing.push(moment);
    return moment;
  }
}

/** Length of the longest loop recognised, in ops. */
const LONGEST_LOOP = 8;
/** Rounds after which a loop counts as endless. */
const ROUNDS = 1000;

/** See `Moment.loop`. */
function loopAt(module: Module, job: JobDetails, moment: Moment): number {
  let last = moment.before;
  for (let length = 1; length <= LONGEST_LOOP && last !== undefined; length++) {
    if (isSameStep(last, moment)) {
      moment.rounds ||= last.rounds + 1;
      if (last.loop === length && cameToTheSame(moment, last, length)) return length;
      // A trial costs as much as everything that the thread has done: in a loop that does end it is repeated ever more
      // rarely.
      if (isPowerOfTwo(moment.rounds) && keepsLooping(module, job, moment, length)) return length;
    }
    last = last.before;
  }
  return 0;
}

const isPowerOfTwo = (n: number): boolean => (n & (n - 1)) === 0;

const isSameStep = (a: Pick<Moment, 'op' | 'line'>, b: Pick<Moment, 'op' | 'line'>): boolean =>
  a.line === b.line && isSameOp(a.op, b.op);

const isSameOp = (a: Request, b: Request): boolean =>
  a.code === b.code &&
  a.target === b.target &&
  a.n === b.n &&
  a.timeout === b.timeout &&
  a.value === b.value;

/** Whether the last rounds before both moments had equal results. */
function cameToTheSame(moment: Moment, last: Moment, length: number): boolean {
  let [a, b]: (Moment | undefined)[] = [moment, last];
  for (let n = 0; n < length; n++) {
    if (a === undefined || b === undefined) return false;
    if (keyOf(a.result, a.error) !== keyOf(b.result, b.error)) return false;
    [a, b] = [a.before, b.before];
  }
  return true;
}

/** Tries the results of the last round, again and again. */
function keepsLooping(module: Module, job: JobDetails, moment: Moment, length: number): boolean {
  const round: Moment[] = [];
  let known: Moment | undefined = moment;
  for (let n = 0; n < length && known !== undefined; n++) {
    round.unshift(known);
    known = known.before;
  }
  const steps = stepsAt(module, job, moment);
  let { line } = moment;
  for (let n = 0; n < ROUNDS; n++) {
    for (const { op, line: there, result, error } of round) {
      const next = advance(module, steps, line, result, error);
      line = at.line;
      if (line !== there || !isSameOp(next, op)) return false;
    }
  }
  return true;
}

/** A new generator, advanced to that moment. */
function stepsAt(module: Module, job: JobDetails, moment: Moment): Steps<void> {
  const path: Moment[] = [];
  for (let m: Moment | undefined = moment; m !== undefined; m = m.before) path.push(m);
  const steps = threadLife(module, job);
  for (const { before, result, error } of path.reverse()) {
    advance(module, steps, before?.line ?? 0, result, error);
  }
  return steps;
}

/** A thread's life at a known moment. */
class KnownLife implements Life {
  op: Request | undefined;
  result: unknown;
  error: PyError | undefined;
  line = 0;
  moment: Moment | undefined;
  readonly #memory: Memory;
  readonly #module: Module;
  readonly #job: JobDetails;

  constructor(memory: Memory, module: Module, job: JobDetails) {
    this.#memory = memory;
    this.#module = module;
    this.#job = job;
  }

  goOn(): Request {
    const { error, moment } = this;
    this.error = undefined;
    const next =
      moment === undefined
        ? this.#memory.firstOf(this.#module, this.#job)
        : this.#memory.afterOf(this.#module, this.#job, moment, this.result, error);
    this.moment = next;
    this.line = next.line;
    this.op = next.op;
    return next.op;
  }

  /** See `Moment.loop`. */
  loopAt(moment: Moment): number {
    moment.loop ??= loopAt(this.#module, this.#job, moment);
    return moment.loop;
  }

  /** The same life at a moment. */
  at(moment: Moment): KnownLife {
    const life = new KnownLife(this.#memory, this.#module, this.#job);
    life.moment = moment;
    life.line = moment.line;
    life.op = moment.op;
    return life;
  }
}

/** A point in a thread's life to resume from. */
export interface LifeStanding {
  readonly life: KnownLife;
  readonly moment: Moment;
}

export class KnownLives extends Lives {
  readonly #memory = new Memory();

  /** Between runs: keeps the memory within its limits. */
  forgetTooMuch(): void {
    this.#memory.forgetTooMuch();
  }

  protected override lifeOf(module: Module, job: JobDetails): Life {
    return new KnownLife(this.#memory, module, job);
  }

  /** Its present point. Computes up to its next op. */
  standingOf(thread: ThreadIndex): LifeStanding {
    const life = this.of(thread) as KnownLife;
    this.op(thread);
    return { life, moment: life.moment! };
  }

  /** Resumes a thread at an earlier point. */
  resume(thread: ThreadIndex, { life, moment }: LifeStanding): void {
    this.put(thread, life.at(moment));
  }
}
