/** The rows of the table: every event, or those that concern a thread, an object, or both. */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../../base/units.ts';
import type { Trace } from '../../trace/trace.ts';
import { AscendingList } from '../../views/grow.ts';

export class EventFilter {
  readonly #trace: Trace;
  readonly #thread: ThreadIndex;
  readonly #object: ObjectIndex;
  readonly #matching = new AscendingList();
  #read = 0;

  /** -1 is any. */
  constructor(trace: Trace, thread: ThreadIndex, object: ObjectIndex) {
    this.#trace = trace;
    this.#thread = thread;
    this.#object = object;
  }

  get #isOff(): boolean {
    return this.#thread < 0 && this.#object < 0;
  }

  /** Takes in the events that are new; the number of rows. */
  advance(): number {
    const { length } = this.#trace;
    if (this.#isOff) return length;
    for (; this.#read < length; this.#read++) {
      if (this.#matches(this.#read)) this.#matching.push(this.#read);
    }
    return this.#matching.length;
  }

  /** The event of a row. */
  at(row: number): EventIndex {
    return this.#isOff ? row : this.#matching.at(row);
  }

  /** How many rows are among the first `count` events. */
  rowsUntil(count: number): number {
    return this.#isOff ? count : this.#matching.countBelow(count);
  }

  #matches(seq: EventIndex): boolean {
    const trace = this.#trace;
    if (this.#object >= 0 && trace.object(seq) !== this.#object) return false;
    if (this.#thread < 0) return true;
    return trace.thread(seq) === this.#thread || trace.other(seq) === this.#thread;
  }
}
