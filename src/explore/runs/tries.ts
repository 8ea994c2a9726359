/** Which runs an exploration makes. */
import { chance } from '../../engines/model/chance.ts';
import type { StrategyName } from '../../engines/step-run.ts';
import type { MadeRun, Try } from './runner.ts';

export interface Tries {
  /** undefined: nothing is left to try. */
  next(): Try | undefined;
  /** What came of the last. */
  learn(run: MadeRun): Promise<void>;
  /** As many more by chance, where all that were asked for have been made. */
  allowMore(): void;
  /** They are all that there are of their kind, none left out. */
  readonly isComplete: boolean;
}

/** By chance: each run draws from a number of its own. */
export class ChanceTries implements Tries {
  readonly isComplete = false;
  readonly #strategy: StrategyName;
  readonly #seed: number;
  readonly #runs: number;
  #most: number;
  #made = 0;

  constructor(strategy: 'random' | 'pos' | 'pct', seed: number, runs: number) {
    this.#strategy = strategy;
    this.#seed = seed;
    this.#runs = runs;
    this.#most = runs;
  }

  allowMore(): void {
    if (this.#made >= this.#most) this.#most += this.#runs;
  }

  next(): Try | undefined {
    if (this.#made >= this.#most) return undefined;
    const luck = chance(this.#seed, this.#made) | 0;
    this.#made += 1;
    return { first: [], strategy: this.#strategy, luck, isInOrder: false };
  }

  async learn(): Promise<void> {}
}

/** Beginnings that wait to be tried; beyond them they are left out. */
const MOST_WAITING = 50_000;

interface Waiting {
  readonly first: readonly number[];
  /** Preemptions in it. */
  readonly used: number;
}

/**
 * All runs with at most so many preemptions, those with fewest first: switches away from a thread that could go on. M.
 * Musuvathi, S. Qadeer, "Iterative context bounding for systematic testing of multithreaded programs" (PLDI 2007). Each
 * run goes on after its first steps with as few switches as can be, and gives the beginnings of others.
 */
export class BoundedTries implements Tries {
  readonly #bound: number;
  /** By how many preemptions they have. */
  readonly #waiting: Waiting[][];
  #present: Waiting | undefined;
  #isCut = false;

  constructor(bound: number) {
    this.#bound = bound;
    this.#waiting = Array.from({ length: bound + 1 }, () => []);
    this.#waiting[0]!.push({ first: [], used: 0 });
  }

  /** It goes on to its own end. */
  allowMore(): void {}

  get isComplete(): boolean {
    return !this.#isCut && this.#waiting.every(({ length }) => length === 0);
  }

  next(): Try | undefined {
    this.#present = this.#waiting.find(({ length }) => length > 0)?.pop();
    if (this.#present === undefined) return undefined;
    return { first: this.#present.first, strategy: 'fewest-switches', luck: 0, isInOrder: true };
  }

  async learn(run: MadeRun): Promise<void> {
    const { first, used } = this.#present!;
    const { threads } = run;
    if (run.outcome.kind === 'never') this.#isCut = true;
    // What comes after the first steps was chosen without need: there, others could have gone on.
    const from = first.length;
    for (const [n, movers] of (await run.moversFrom(from)).entries()) {
      const step = from + n;
      const last = threads[step - 1];
      const isFree = last === undefined || !movers.includes(last);
      const spent = used + (isFree ? 0 : 1);
      if (spent > this.#bound) continue;
      for (const thread of movers) {
        if (thread === threads[step]) continue;
        if (this.#waiting[spent]!.length >= MOST_WAITING) this.#isCut = true;
        else
          this.#waiting[spent]!.push({ first: [...threads.slice(0, step), thread], used: spent });
      }
    }
  }
}

/** Several kinds in turn. */
export class TriesInTurn implements Tries {
  readonly isComplete = false;
  readonly #all: readonly Tries[];
  #turn = 0;

  constructor(all: readonly Tries[]) {
    this.#all = all;
  }

  next(): Try | undefined {
    for (let n = 0; n < this.#all.length; n++) {
      this.#turn = (this.#turn + 1) % this.#all.length;
      const found = this.#all[this.#turn]!.next();
      if (found !== undefined) return found;
    }
    return undefined;
  }

  allowMore(): void {
    for (const tries of this.#all) tries.allowMore();
  }

  learn(run: MadeRun): Promise<void> {
    return this.#all[this.#turn]!.learn(run);
  }
}
