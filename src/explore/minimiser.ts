/**
 * Finds and proves the fewest switches for each known ending: explores all runs without a switch, with one, with two,
 * until each ending has been met. This avoids examining all linearisations of each run.
 */
import { BoundedSearch } from './bounded-search.ts';
import type { Execution, Subject } from './execution.ts';
import type { FoundEndings } from './found.ts';
import { countSwitches } from './linear-order.ts';
import type { RunLimit } from './run-limit.ts';

export class Minimiser {
  readonly #subject: Subject;
  readonly #limit: RunLimit;
  readonly #found: FoundEndings;
  readonly #execution: Execution;
  /** Switch bound of the present search. */
  #switches = -1;
  #search: BoundedSearch | undefined;

  constructor(subject: Subject, limit: RunLimit, found: FoundEndings, execution: Execution) {
    this.#subject = subject;
    this.#limit = limit;
    this.#found = found;
    this.#execution = execution;
    this.#goOn();
  }

  get isOver(): boolean {
    return this.#search === undefined;
  }

  /** Raises the switch bound; over once no ending can have fewer switches than known. */
  #goOn(): void {
    this.#switches += 1;
    let isLeft = false;
    for (const ending of this.#found.values()) {
      if (ending.switches <= this.#switches) ending.isMinimal = true;
      else isLeft = true;
    }
    const counted = ['switches', this.#execution] as const;
    this.#search = isLeft
      ? new BoundedSearch(this.#subject, this.#switches, this.#limit, ...counted)
      : undefined;
  }

  runOnce(): void {
    const search = this.#search;
    if (search === undefined) return;
    if (search.nextRun() === 'end') {
      const ending = this.#found.find(search.execution, this.#subject.ordered);
      const order = search.run.taken.map(({ thread }) => thread);
      if (ending !== undefined) this.#found.offer(ending, order, countSwitches(order));
    }
    search.conclude();
    if (search.isOver) this.#goOn();
  }
}
