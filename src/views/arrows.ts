/**
 * Arrows from cause to effect: starts, wake-ups, joins and messages. An arrow is identified by its effect, since every
 * event has at most one cause. Incremental: `advance` reads new events.
 */
import type { EventIndex, Ms, ThreadIndex } from '../base/units.ts';
import { withRoom } from '../base/with-room.ts';
import { Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { ArrowColumn } from './arrow-column.ts';

/** In order of importance: if there is no room for all, the first kinds are drawn. */
export const arrowKinds = ['start', 'join', 'message', 'wake'] as const;
export type ArrowKind = (typeof arrowKinds)[number];

export interface Arrow {
  readonly kind: ArrowKind;
  readonly from: EventIndex;
  readonly to: EventIndex;
  readonly fromThread: ThreadIndex;
  readonly toThread: ThreadIndex;
  readonly fromTime: Ms;
  readonly toTime: Ms;
}

export class Arrows {
  readonly columns: Readonly<Record<ArrowKind, ArrowColumn>> = {
    start: new ArrowColumn(),
    join: new ArrowColumn(),
    message: new ArrowColumn(),
    wake: new ArrowColumn(),
  };
  readonly #trace: Trace;
  readonly #placeOf: (seq: EventIndex) => number;
  #count = 0;
  /** Per event: 1 + the kind of the arrow that ends in it; 0 for none. */
  #kind = new Uint8Array(0);
  /** Per event: 1 + the last effect that it causes; 0 for none. */
  #effect = new Int32Array(0);
  /** Per effect: 1 + the previous effect of the same cause; 0 for none. */
  #sibling = new Int32Array(0);
  /** Per thread: the cause of its last wake-up. Its operation then succeeds for the same reason: no second arrow. */
  readonly #woken: EventIndex[] = [];

  /** `placeOf`: position of an event on the time axis; never decreases. Default: its program time. */
  constructor(trace: Trace, placeOf: (seq: EventIndex) => number = (seq) => trace.time(seq)) {
    this.#trace = trace;
    this.#placeOf = placeOf;
  }

  /** Reads new events. */
  advance(upTo = this.#trace.length): void {
    const length = Math.min(upTo, this.#trace.length);
    this.#kind = withRoom(this.#kind, length);
    this.#effect = withRoom(this.#effect, length);
    this.#sibling = withRoom(this.#sibling, length);
    while (this.#count < length) this.#eat(this.#count++);
  }

  /** The arrow that ends in `event`, if any. */
  into(event: EventIndex): Arrow | undefined {
    const kind = event < this.#count ? arrowKinds[(this.#kind[event] ?? 0) - 1] : undefined;
    if (kind === undefined) return undefined;
    const trace = this.#trace;
    const from = this.#causeOf(event);
    return {
      kind,
      from,
      to: event,
      fromThread: trace.thread(from),
      toThread: this.#threadOf(event),
      fromTime: this.#placeOf(from),
      toTime: this.#placeOf(event),
    };
  }

  /** The arrows that start in `event`, in order of their effects. */
  outOf(event: EventIndex): Arrow[] {
    const arrows: Arrow[] = [];
    let effect = event < this.#count ? (this.#effect[event] ?? 0) : 0;
    while (effect > 0) {
      const arrow = this.into(effect - 1);
      if (arrow !== undefined) arrows.unshift(arrow);
      effect = this.#sibling[effect - 1]!;
    }
    return arrows;
  }

  #eat(seq: EventIndex): void {
    const trace = this.#trace;
    const kind = this.#classify(seq);
    if (trace.phase(seq) === Phase.wake) this.#woken[trace.other(seq)] = this.#causeOf(seq);
    if (kind === undefined) return;
    const from = this.#causeOf(seq);
    const fromThread = trace.thread(from);
    this.columns[kind].push(
      from,
      seq,
      this.#placeOf(from),
      this.#placeOf(seq),
      fromThread,
      this.#threadOf(seq),
    );
    this.#kind[seq] = 1 + arrowKinds.indexOf(kind);
    this.#sibling[seq] = this.#effect[from]!;
    this.#effect[from] = seq + 1;
  }

  /** The thread affected. */
  #threadOf(seq: EventIndex): ThreadIndex {
    const trace = this.#trace;
    return trace.phase(seq) === Phase.wake ? trace.other(seq) : trace.thread(seq);
  }

  #causeOf(seq: EventIndex): EventIndex {
    const cause = this.#trace.cause(seq);
    return cause < 0 && this.#trace.phase(seq) === Phase.wake ? seq : cause;
  }

  #classify(seq: EventIndex): ArrowKind | undefined {
    const trace = this.#trace;
    const from = this.#causeOf(seq);
    if (from < 0) return undefined;
    const fromThread = trace.thread(from);
    // No arrow where the engine acts, or within one thread.
    if (fromThread < 0 || fromThread === this.#threadOf(seq)) return undefined;
    switch (trace.phase(seq)) {
      case Phase.start:
        return 'start';
      case Phase.wake:
        return 'wake';
      case Phase.done:
        if (trace.phase(from) === Phase.end) return 'join';
        if (trace.opInfo(seq)?.flow === 'receive') return 'message';
        return this.#woken[trace.thread(seq)] === from ? undefined : 'wake';
      default:
        return undefined;
    }
  }
}
