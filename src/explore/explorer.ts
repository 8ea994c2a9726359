/**
 * An incremental exploration: `step` continues for a while, `result` returns what is known. It stores endings, not
 * runs, so its memory does not grow with the number of runs.
 */
import { scheduleOf, type Schedule } from '../engines/model/schedule.ts';
import { BoundedSearch } from './bounded-search.ts';
import { Execution, type Subject } from './execution.ts';
import type {
  Counts,
  Ending,
  Exploration,
  ExploreOptions,
  KnownEnding,
  Method,
  Progress,
} from './exploration.ts';
import { FoundEndings, type Found } from './found.ts';
import { Minimiser } from './minimiser.ts';
import { OptimalSearch } from './optimal-search.ts';
import { RandomSearch } from './random-search.ts';
import { fewestSwitchesFirst } from './report.ts';
import { RunLimit } from './run-limit.ts';
import type { RunStack } from './run-stack.ts';
import type { Search } from './search.ts';

/** Notified of every run, for those that keep more than endings. */
export interface RunWatcher {
  /** A run has ended; the execution is still at its end. `key`: of its ending. */
  ended(run: RunStack, execution: Execution, key: string): void;
  /** All runs so far will be repeated: steps are counted differently from now on. */
  beganAgain(): void;
}

export class Explorer {
  readonly #subject: Subject;
  readonly #search: Search;
  readonly #method: Method;
  readonly #limit: RunLimit;
  #most: number;
  #executions = 0;
  #blocked = 0;
  #cut = 0;
  readonly #found = new FoundEndings();
  #minimiser: Minimiser | undefined;
  readonly #watcher: RunWatcher | undefined;
  #replay: Execution | undefined;

  constructor(subject: Subject, options: ExploreOptions = {}, watcher?: RunWatcher) {
    const { method = { kind: 'all' }, executions = Infinity, steps } = options;
    const timed = options.timed ?? subject.timed ?? false;
    this.#subject = { ...subject, timed };
    this.#watcher = watcher;
    this.#method = method;
    this.#most = executions;
    this.#limit = new RunLimit(steps);
    this.#search = searchFor(this.#subject, method, this.#limit);
  }

  get progress(): Progress {
    if (this.#search.isOver) return 'over';
    return this.#executions >= this.#most ? 'limit' : 'open';
  }

  /** Raises the limit by so many runs. */
  allow(executions: number): void {
    this.#most += executions;
  }

  /** Continues for so many milliseconds, at least one run. Returns true if it cannot continue: see {@link progress}. */
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
      const { execution, run } = search;
      const { key } = this.#found.note(execution, run, stop === 'cut', this.#subject.ordered);
      this.#watcher?.ended(run, execution, key);
      this.#limit.note(run.length, stop === 'cut');
    }
    search.conclude();
  }

  /**
   * After a complete exploration: searches runs with fewer switches for so many milliseconds, at least one run. Returns
   * true if every ending has a minimal run.
   */
  minimise(budgetMs: number): boolean {
    if (!this.isComplete) return true;
    const { execution } = this.#search;
    this.#minimiser ??= new Minimiser(this.#subject, this.#limit, this.#found, execution);
    const end = performance.now() + budgetMs;
    do {
      if (this.#minimiser.isOver) return true;
      this.#minimiser.runOnce();
    } while (performance.now() < end);
    return this.#minimiser.isOver;
  }

  /** A separate execution with the same steps and stable names. */
  anotherExecution(): Execution {
    const like = this.#search.execution;
    return new Execution(this.#subject, like.regard, like);
  }

  /** Whether everything in the method's scope was explored, and no run was cut. */
  get isComplete(): boolean {
    return this.#search.isOver && this.#cut === 0 && this.#method.kind !== 'sample';
  }

  get counts(): Counts {
    return {
      executions: this.#executions,
      blocked: this.#blocked,
      cut: this.#cut,
      endings: this.#found.size,
    };
  }

  /** Results so far. */
  get result(): Exploration {
    const { counts, progress, isComplete } = this;
    const endings = this.#found.values().map((found) => this.#endingOf(found));
    return {
      method: this.#method,
      timed: this.#subject.timed ?? false,
      progress,
      isComplete,
      counts,
      endings: endings.sort(fewestSwitchesFirst),
    };
  }

  /** Endings so far, unordered: cheap, for showing progress. */
  get endings(): KnownEnding[] {
    return this.#found.values().map((found) => this.#knownOf(found));
  }

  /** One of them with its schedule; undefined if not known. */
  ending(key: string): Ending | undefined {
    const found = this.#found.values().find((known) => known.key === key);
    return found === undefined ? undefined : this.#endingOf(found);
  }

  #knownOf({ key, outcome, count, switches, isMinimal }: Found): KnownEnding {
    const share = count / Math.max(1, this.#executions);
    return { ...outcome, key, count, share, switches, isMinimal };
  }

  #endingOf(found: Found): Ending {
    found.schedule ??= this.#scheduleOf(found);
    return { ...this.#knownOf(found), schedule: found.schedule };
  }

  /** Replaying it with the same program and params gives the same run. */
  #scheduleOf({ order, outcome: { kind } }: Found): Schedule {
    this.#replay ??= this.anotherExecution();
    const execution = this.#replay;
    execution.restart();
    execution.follow(order);
    if (kind === 'deadlock' || kind === 'input') execution.settle();
    return scheduleOf(execution.model);
  }
}

function searchFor(subject: Subject, method: Method, limit: RunLimit): Search {
  switch (method.kind) {
    case 'all':
      return new OptimalSearch(subject, limit);
    case 'bound':
      return new BoundedSearch(subject, method.preemptions, limit);
    case 'sample':
      return new RandomSearch(subject, method, limit);
  }
}
