/**
 * An exploration that is had bit by bit: `step` goes on for a while, `result` says what is known. It holds the endings,
 * not the runs, so its memory does not grow with them.
 */
import { scheduleOf, type Schedule } from '../engines/model/schedule.ts';
import { BoundedSearch } from './bounded-search.ts';
import { keyOf, outcomeOf, type Outcome } from './endings.ts';
import { Execution, type Subject } from './execution.ts';
import type {
  Counts,
  Ending,
  Exploration,
  ExploreOptions,
  Method,
  Progress,
} from './exploration.ts';
import { countSwitches, orderOf, reorder, type Order } from './linear-order.ts';
import { OptimalSearch } from './optimal-search.ts';
import { RandomSearch } from './random-search.ts';
import type { RunStack } from './run-stack.ts';
import type { Search } from './search.ts';

interface Found {
  readonly outcome: Outcome;
  count: number;
  order: Order;
  switches: number;
  /** Of `order`, once it was asked for. */
  schedule: Schedule | undefined;
}

/** Hears of every run, for who keeps more of them than their endings. */
export interface RunWatcher {
  /** A run has ended, and still stands at its end. `key`: of its ending. */
  ended(run: RunStack, execution: Execution, key: string): void;
  /** What was heard so far comes again: steps count in another way. */
  beganAgain(): void;
}

/** Runs of one ending for which an order with fewer switches is looked for. */
const MOST_REORDERED = 8;

export class Explorer {
  readonly #subject: Subject;
  readonly #search: Search;
  readonly #method: Method;
  #most: number;
  #executions = 0;
  #blocked = 0;
  #cut = 0;
  readonly #found = new Map<string, Found>();
  readonly #watcher: RunWatcher | undefined;
  #replay: Execution | undefined;

  constructor(subject: Subject, options: ExploreOptions = {}, watcher?: RunWatcher) {
    const { method = { kind: 'all' }, executions = Infinity, steps = 5000 } = options;
    this.#subject = subject;
    this.#watcher = watcher;
    this.#method = method;
    this.#most = executions;
    this.#search = searchFor(subject, method, steps);
  }

  get progress(): Progress {
    if (this.#search.isOver) return 'over';
    return this.#executions >= this.#most ? 'limit' : 'open';
  }

  /** So many more runs than the limit had. */
  allow(executions: number): void {
    this.#most += executions;
  }

  /** Goes on for so many milliseconds, at least one run. Returns true where it cannot go on: see {@link progress}. */
  step(budgetMs: number): boolean {
    const end = performance.now() + budgetMs;
    do {
      if (this.progress !== 'open') return true;
      this.#runOnce();
    } while (performance.now() < end);
    return this.progress !== 'open';
  }

  #runOnce(): void {
    const search = this.#search;
    const stop = search.nextRun();
    if (search.mustBeginAgain) {
      search.beginAgain();
      this.#executions = this.#blocked = this.#cut = 0;
      this.#found.clear();
      this.#watcher?.beganAgain();
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
    this.#watcher?.ended(run, this.#search.execution, shortened(key));
    const known = this.#found.get(key);
    const isWorthIt = (known?.count ?? 0) < MOST_REORDERED;
    const order = isWorthIt ? reorder(run) : orderOf(run);
    const switches = countSwitches(order);
    if (known === undefined) {
      this.#found.set(key, { outcome, count: 1, order, switches, schedule: undefined });
      return;
    }
    known.count += 1;
    if (switches < known.switches) {
      known.order = order;
      known.switches = switches;
      known.schedule = undefined;
    }
  }

  /** A run of its own, whose steps are those of the exploration and go by the same names. */
  anotherExecution(): Execution {
    const like = this.#search.execution;
    return new Execution(this.#subject, like.regard, like);
  }

  get counts(): Counts {
    return {
      executions: this.#executions,
      blocked: this.#blocked,
      cut: this.#cut,
      endings: this.#found.size,
    };
  }

  /** What is known so far. */
  get result(): Exploration {
    const { counts, progress } = this;
    const endings = [...this.#found].map(([key, found]) => this.#endingOf(key, found));
    return {
      method: this.#method,
      timed: false,
      progress,
      isComplete: progress === 'over' && counts.cut === 0 && this.#method.kind !== 'sample',
      counts,
      endings: endings.sort((a, b) => a.switches - b.switches || b.count - a.count),
    };
  }

  #endingOf(key: string, found: Found): Ending {
    const { outcome, count, switches } = found;
    found.schedule ??= this.#scheduleOf(found);
    return {
      ...outcome,
      key: shortened(key),
      count,
      share: count / Math.max(1, this.#executions),
      schedule: found.schedule,
      switches,
      isMinimal: false,
    };
  }

  /** The same program and params give the same run by it. */
  #scheduleOf({ order, outcome: { kind } }: Found): Schedule {
    this.#replay ??= this.anotherExecution();
    const execution = this.#replay;
    execution.restart();
    execution.follow(order);
    if (kind === 'deadlock' || kind === 'input') execution.settle();
    return scheduleOf(execution.model);
  }
}

/** FNV-1a of two halves: for as many endings as a reader looks at. */
function shortened(key: string): string {
  let [a, b] = [0x811c9dc5, 0x1b873593];
  for (let n = 0; n < key.length; n++) {
    const code = key.charCodeAt(n);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ (code + n), 0x85ebca6b);
  }
  return [a, b].map((half) => (half >>> 0).toString(36)).join('-');
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
