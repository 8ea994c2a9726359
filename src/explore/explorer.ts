/**
 * An exploration that is had bit by bit: `step` goes on for a while, `result` says what is known. It holds the endings,
 * not the runs, so its memory does not grow with them.
 */
import { scheduleOf, type Schedule } from '../engines/model/schedule.ts';
import { BoundedSearch } from './bounded-search.ts';
import { keyOf, outcomeOf, type Outcome } from './endings.ts';
import { Execution, type Subject } from './execution.ts';
import { countSwitches, orderOf, reorder, type Order } from './linear-order.ts';
import { OptimalSearch } from './optimal-search.ts';
import { RandomSearch, type Sampling } from './random-search.ts';
import type { Search } from './search.ts';

/** all: every interleaving once. bound: those with at most so many preemptions. sample: some by chance. */
export type Method =
  | { readonly kind: 'all' }
  | { readonly kind: 'bound'; readonly preemptions: number }
  | ({ readonly kind: 'sample' } & Sampling);

export interface ExploreOptions {
  /** Default: all. */
  readonly method?: Method;
  /** The most runs. Default: no limit. */
  readonly executions?: number;
  /** The most steps of one run; a longer one never ends, as far as is known. Default 5,000. */
  readonly steps?: number;
}

export interface Ending extends Outcome {
  /** Runs that ended so. */
  readonly count: number;
  /** Part of all runs, from 0 to 1. */
  readonly share: number;
  /** Switches from one thread to another, in the schedule. */
  readonly switches: number;
  /** Threads, in the order of the steps of a run that ends so: see {@link Explorer.scheduleOf}. */
  readonly order: Order;
}

export interface Exploration {
  readonly method: Method;
  /** Everything that the method is about was explored. */
  readonly isComplete: boolean;
  readonly executions: number;
  /** Runs that were given up because others come to the same. */
  readonly blocked: number;
  /** Runs that took more steps than they may. */
  readonly cut: number;
  /** Fewest switches first. */
  readonly endings: readonly Ending[];
}

interface Found {
  readonly outcome: Outcome;
  count: number;
  order: Order;
  switches: number;
}

/** Runs of one ending for which an order with fewer switches is looked for. */
const MOST_REORDERED = 8;

export class Explorer {
  readonly #subject: Subject;
  readonly #search: Search;
  readonly #method: Method;
  readonly #most: number;
  #executions = 0;
  #blocked = 0;
  #cut = 0;
  readonly #found = new Map<string, Found>();

  constructor(subject: Subject, options: ExploreOptions = {}) {
    const { method = { kind: 'all' }, executions = Infinity, steps = 5000 } = options;
    this.#subject = subject;
    this.#method = method;
    this.#most = executions;
    this.#search = searchFor(subject, method, steps);
  }

  get isOver(): boolean {
    return this.#search.isOver || this.#executions >= this.#most;
  }

  /** Goes on for so many milliseconds, at least one run. Returns true once it is over. */
  step(budgetMs: number): boolean {
    const end = performance.now() + budgetMs;
    do {
      if (this.isOver) return true;
      this.#runOnce();
    } while (performance.now() < end);
    return this.isOver;
  }

  #runOnce(): void {
    const search = this.#search;
    const stop = search.nextRun();
    if (search.mustBeginAgain) {
      search.beginAgain();
      this.#executions = this.#blocked = this.#cut = 0;
      this.#found.clear();
      return;
    }
    if (stop === 'blocked') {
      this.#blocked += 1;
    } else {
      this.#executions += 1;
      if (stop === 'cut') this.#cut += 1;
      this.#note(outcomeOf(search.execution, stop === 'cut', this.#subject.ordered));
    }
    search.conclude();
  }

  #note(outcome: Outcome): void {
    const { run } = this.#search;
    const key = keyOf(outcome);
    const known = this.#found.get(key);
    const isWorthIt = (known?.count ?? 0) < MOST_REORDERED;
    const order = isWorthIt ? reorder(run) : orderOf(run);
    const switches = countSwitches(order);
    if (known === undefined) {
      this.#found.set(key, { outcome, count: 1, order, switches });
      return;
    }
    known.count += 1;
    if (switches < known.switches) {
      known.order = order;
      known.switches = switches;
    }
  }

  /** What is known so far. */
  get result(): Exploration {
    const endings = [...this.#found.values()].map(({ outcome, count, order, switches }) => ({
      ...outcome,
      count,
      share: count / Math.max(1, this.#executions),
      switches,
      order,
    }));
    return {
      method: this.#method,
      isComplete: this.#search.isOver && this.#cut === 0 && this.#method.kind !== 'sample',
      executions: this.#executions,
      blocked: this.#blocked,
      cut: this.#cut,
      endings: endings.sort((a, b) => a.switches - b.switches || b.count - a.count),
    };
  }

  /** The schedule of a run that ends so, for the model: the same program and params give the same run. */
  scheduleOf({ order, kind }: Pick<Ending, 'order' | 'kind'>): Schedule {
    const like = this.#search.execution;
    const execution = new Execution(this.#subject, like.regard, like);
    execution.restart();
    for (const thread of order) execution.step(thread);
    if (kind === 'deadlock' || kind === 'input') execution.settle();
    return scheduleOf(execution.model);
  }
}

function searchFor(subject: Subject, method: Method, steps: number): Search {
  switch (method.kind) {
    case 'all':
      return new OptimalSearch(subject, steps);
    case 'bound':
      return new BoundedSearch(subject, method.preemptions, steps);
    case 'sample':
      return new RandomSearch(subject, method, steps);
  }
}
