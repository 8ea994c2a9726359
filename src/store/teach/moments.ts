/** Positions of questions in a run: each is searched once, and again only in new events. */
import type { EventIndex } from '../../base/units.ts';
import { momentOf, type Question } from '../../teach/question.ts';
import type { Trace } from '../../trace/trace.ts';

/** Maximum length of a trace that is searched again after it has grown. */
const MOST_EVENTS = 50_000;

export class Moments {
  readonly #trace: Trace;
  readonly #found = new Map<Question, { readonly at: EventIndex; readonly length: number }>();

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** The event after which it is asked; -1 if there is none so far. */
  of(question: Question): EventIndex {
    const known = this.#found.get(question);
    const { length } = this.#trace;
    if (known !== undefined && (known.at >= 0 || known.length === length || length > MOST_EVENTS))
      return known.at;
    const at = momentOf(question, this.#trace);
    this.#found.set(question, { at, length });
    return at;
  }
}
