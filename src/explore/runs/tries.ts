/** Generators of the runs that an exploration makes. */
import { chance } from '../../engines/model/chance.ts';
import type { StrategyName } from '../../engines/step-run.ts';
import type { MadeRun, Try } from './runner.ts';

export interface Tries {
  /** undefined: nothing is left to try, before other runs are reported. */
  next(): Try | undefined;
  /** Reports the run of a try of its own. */
  learn(run: MadeRun, wanted: Try): void;
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

  learn(): void {}
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
  /** Preemptions of the tries whose runs are not reported. */
  readonly #used = new Map<Try, number>();
  #isCut = false;

  constructor(bound: number) {
    this.#bound = bound;
    this.#waiting = Array.from({ length: bound + 1 }, () => []);
    this.#waiting[0]!.push({ first: [], used: 0 });
  }

  /** Does nothing: the enumeration ends by itself. */
  allowMore(): void {}

  get isComplete(): boolean {
    const isEmpty = this.#waiting.every(({ length }) => length === 0);
    return isEmpty && !this.#isCut && this.#used.size === 0;
  }

  next(): Try | undefined {
    const found = this.#waiting.find(({ length }) => length > 0)?.pop();
    if (found === undefined) return undefined;
    const { first, used } = found;
    const wanted: Try = { first, strategy: 'fewest-switches', luck: 0, isInOrder: true };
    this.#used.set(wanted, used);
    return wanted;
  }

  learn(run: MadeRun, wanted: Try): void {
    const { first } = wanted;
    const used = this.#used.get(wanted)!;
    this.#used.delete(wanted);
    const { threads } = run;
    if (run.outcome.kind === 'never') this.#isCut = true;
    // After the prefix the choices were arbitrary: there, others could have continued.
    const from = first.length;
    for (const [n, movers] of run.movers.entries()) {
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
  /** Whose tries those are whose runs are not reported. */
  readonly #whose = new Map<Try, Tries>();
  #turn = 0;

  constructor(all: readonly Tries[]) {
    this.#all = all;
  }

  next(): Try | undefined {
    for (let n = 0; n < this.#all.length; n++) {
      this.#turn = (this.#turn + 1) % this.#all.length;
      const tries = this.#all[this.#turn]!;
      const found = tries.next();
      if (found === undefined) continue;
      this.#whose.set(found, tries);
      return found;
    }
    return undefined;
  }

  allowMore(): void {
    for (const tries of this.#all) tries.allowMore();
  }

  learn(run: MadeRun, wanted: Try): void {
    this.#whose.get(wanted)!.learn(run, wanted);
    this.#whose.delete(wanted);
  }
}
