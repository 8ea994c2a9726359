/** Generators of the runs that an exploration makes. */
import { chance } from '../../engines/model/chance.ts';
import type { StrategyName } from '../../engines/step-run.ts';
import type { MadeRun, Try } from './runner.ts';

export interface Tries {
  /** undefined: nothing is left to try. */
  next(): Try | undefined;
  /** Reports the last run. */
  learn(run: MadeRun): Promise<void>;
  /** Allows as many random runs again, once all have been made. */
  allowMore(): void;
  /** Whether all runs of their kind were made, none left out. */
  readonly isComplete: boolean;
}

/** Random runs, each with a seed of its own. */
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

/** Maximum number of waiting prefixes; beyond it some are dropped. */
const MOST_WAITING = 50_000;

interface Waiting {
  readonly first: readonly number[];
  /** Its preemptions. */
  readonly used: number;
}

/**
 * All runs with a bounded number of preemptions (switches away from an enabled thread), fewest first. M. Musuvathi, S.
 * Qadeer, "Iterative context bounding for systematic testing of multithreaded programs" (PLDI 2007). Each run continues
 * after its prefix with as few switches as possible, and yields the prefixes of others.
 */
export class BoundedTries implements Tries {
  readonly #bound: number;
  /** By number of preemptions. */
  readonly #waiting: Waiting[][];
  #present: Waiting | undefined;
  #isCut = false;

  constructor(bound: number) {
    this.#bound = bound;
    this.#waiting = Array.from({ length: bound + 1 }, () => []);
    this.#waiting[0]!.push({ first: [], used: 0 });
  }

  /** Does nothing: the enumeration ends by itself. */
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
    // After the prefix the choices were arbitrary: there, others could have continued.
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

/** Several generators in turn. */
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
