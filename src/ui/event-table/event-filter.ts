/** Rows of the table: all events, or those of a thread, on an object, and containing a text. */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../../base/units.ts';
import type { Trace } from '../../trace/trace.ts';
import { AscendingList } from '../../views/grow.ts';

/** Sentences examined per call: a run has up to a million events, and a frame 16 ms. */
const AT_ONCE = 2000;

export class EventFilter {
  readonly #trace: Trace;
  readonly #thread: ThreadIndex;
  readonly #object: ObjectIndex;
  readonly #says: ((seq: EventIndex) => boolean) | undefined;
  readonly #matching = new AscendingList();
  #read = 0;

  /** -1 for any. `says`: whether an event's sentence contains the text. */
  constructor(
    trace: Trace,
    thread: ThreadIndex,
    object: ObjectIndex,
    says?: (seq: EventIndex) => boolean,
  ) {
    this.#trace = trace;
    this.#thread = thread;
    this.#object = object;
    this.#says = says;
  }

  get #isOff(): boolean {
    return this.#thread < 0 && this.#object < 0 && this.#says === undefined;
  }

  /** Whether there are events that have not been examined. */
  get isBehind(): boolean {
    return !this.#isOff && this.#read < this.#trace.length;
  }

  /** Reads new events, at most so many sentences at once; returns the number of rows. */
  advance(): number {
    const { length } = this.#trace;
    if (this.#isOff) return length;
    let looks = AT_ONCE;
    for (; this.#read < length && looks > 0; this.#read++) {
      if (!this.#matches(this.#read)) continue;
      if (this.#says !== undefined) {
        looks -= 1;
        if (!this.#says(this.#read)) continue;
      }
      this.#matching.push(this.#read);
    }
    return this.#matching.length;
  }

  /** The event of a row. */
  at(row: number): EventIndex {
    return this.#isOff ? row : this.#matching.at(row);
  }

  /** Number of rows among the first `count` events. */
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
