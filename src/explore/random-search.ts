/**
 * Random runs, each with a seed of its own, so that any can be repeated.
 * - random: uniform choice among enabled threads.
 * - pos: each pending step has a random priority, redrawn when a dependent step is taken. X. Yuan, J. Yang, R. Gu,
 *   "Partial order aware concurrency sampling" (CAV 2018).
 * - pct: threads have random priorities, which change at `depth - 1` random steps. S. Burckhardt and others, "A
 *   randomized scheduler with probabilistic guarantees of finding bugs" (ASPLOS 2010).
 */
import { chance, draw } from '../engines/model/chance.ts';
import { areDependent, type Regard } from './accesses.ts';
import { Execution, type Pending, type Standing, type Subject } from './execution.ts';
import type { RunLimit } from './run-limit.ts';
import { RunStack } from './run-stack.ts';
import type { RunStop, Search } from './search.ts';

export interface Sampling {
  readonly by: 'random' | 'pos' | 'pct';
  readonly seed: number;
  /** Number of runs. */
  readonly runs: number;
  /** pct: the number of ordering constraints of a bug, at least 1. Default 3. */
  readonly depth?: number;
  /** The runs of this part; others are made elsewhere. Default: all. */
  readonly part?: Part;
}

/** One of `parts` equal parts, from 0. */
export interface Part {
  readonly part: number;
  readonly parts: number;
}

export const WHOLE: Part = { part: 0, parts: 1 };

export class RandomSearch implements Search {
  readonly execution: Execution;
  readonly run = new RunStack();
  readonly #sampling: Sampling;
  readonly #regard: Regard;
  readonly #limit: RunLimit;
  readonly #timed: boolean;
  /** Number of the present run. */
  #number: number;
  /** Length of the longest run so far. */
  #longest = 16;
  /** The first point with a choice: all runs are the same up to there. */
  #first: Standing | undefined;
  /** Number of steps up to there. */
  #common = 0;
  readonly #priorities = new Map<number, number>();

  constructor(subject: Subject, sampling: Sampling, limit: RunLimit) {
    this.#regard = { output: subject.ordered, clock: false };
    this.execution = new Execution(subject, this.#regard);
    this.#sampling = sampling;
    this.#number = this.#part.part;
    this.#limit = limit;
    this.#timed = subject.timed ?? false;
  }

  get isOver(): boolean {
    return this.#number >= this.#sampling.runs;
  }

  get mustBeginAgain(): boolean {
    return !this.#timed && this.execution.collector.readsClock && !this.#regard.clock;
  }

  beginAgain(): void {
    this.#regard.clock = true;
    this.#number = this.#part.part;
    this.#first = undefined;
    this.#common = 0;
    while (this.run.length > 0) this.run.pop();
  }

  nextRun(): RunStop {
    const { execution, run } = this;
    const seed = chance(this.#sampling.seed, this.#number) | 0;
    if (this.#first === undefined) execution.restart();
    else execution.resume(this.#first);
    this.#priorities.clear();
    for (;;) {
      if (this.mustBeginAgain) return 'blocked';
      const enabled = execution.pendings.filter(({ isEnabled }) => isEnabled);
      if (enabled.length === 0) return 'end';
      if (run.length >= this.#limit.steps) return 'cut';
      if (enabled.length > 1 && this.#first === undefined) {
        this.#first = execution.standing();
        this.#common = run.length;
      }
      const pending = this.#choose(enabled, seed);
      const { phase } = execution;
      execution.step(pending.thread);
      run.push(pending, execution.launched, [], phase);
      this.#redraw(pending, enabled);
    }
  }

  conclude(): void {
    this.#longest = Math.max(this.#longest, this.run.length);
    while (this.run.length > this.#common) this.run.pop();
    this.#number += this.#part.parts;
  }

  #choose(enabled: readonly Pending[], seed: number): Pending {
    const step = this.run.length;
    const { by } = this.#sampling;
    if (by === 'random') return enabled[draw(seed, step, enabled.length)]!;
    let best = enabled[0]!;
    const priorityOf = ({ thread }: Pending): number => {
      const priority = this.#priorities.get(thread) ?? 1 + chance(seed, step, thread + 1);
      this.#priorities.set(thread, priority);
      return priority;
    };
    for (const pending of enabled) if (priorityOf(pending) > priorityOf(best)) best = pending;
    if (by === 'pct') {
      const change = this.#changesAt(step, seed);
      // Below all initial priorities, later changes above earlier ones.
      if (change >= 0) this.#priorities.set(best.thread, change - this.#depth);
    }
    return best;
  }

  get #part(): Part {
    return this.#sampling.part ?? WHOLE;
  }

  get #depth(): number {
    return this.#sampling.depth ?? 3;
  }

  /** Which change happens at this step, or -1. */
  #changesAt(step: number, seed: number): number {
    for (let n = 0; n < this.#depth - 1; n++) {
      if (draw(seed, n, Math.min(this.#longest, 65_536), 77) === step) return n;
    }
    return -1;
  }

  #redraw(taken: Pending, enabled: readonly Pending[]): void {
    if (this.#sampling.by !== 'pos') return;
    this.#priorities.delete(taken.thread);
    for (const { thread, accesses } of enabled) {
      if (areDependent(accesses, taken.accesses)) this.#priorities.delete(thread);
    }
  }
}
