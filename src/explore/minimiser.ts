/**
 * Looks for the fewest switches with which a program can end in each way that is known: all runs without a switch, with
 * one, with two, until each ending has been met. So it is found, and proved, without a look at each run's orders.
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
  /** Switches of the runs that are being looked at. */
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

  /** With more switches than before; over once no ending could be had with fewer than are known. */
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
