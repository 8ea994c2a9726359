/**
 * Seats of a semaphore's holders. The program's state lists holders by age, and a picture in which all shift when the
 * first one leaves cannot be followed. So a holder gets the lowest free seat and keeps it.
 */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../../base/units.ts';
import { Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import { endedHold, measureOf } from '../object-fold.ts';
import { Series } from './series.ts';

export interface Sitter {
  readonly thread: ThreadIndex;
  readonly seat: number;
}

/** By age of the hold, oldest first, as `ObjectState.holders`. */
export type Seating = readonly Sitter[];

const EMPTY: Seating = [];

export class Seats {
  readonly #objects = new Map<ObjectIndex, Series<Seating>>();
  /** Number of permits that each thread has acquired and not released, whichever thread released them. */
  readonly #own = new Map<ObjectIndex, Map<ThreadIndex, number>>();
  readonly #strangers = new Map<ObjectIndex, Series<number>>();

  eat(trace: Trace, seq: EventIndex): void {
    if (trace.phase(seq) !== Phase.done) return;
    const hold = trace.opInfo(seq)?.hold;
    const object = trace.object(seq);
    if (hold === undefined || object < 0) return;
    let series = this.#objects.get(object);
    if (!series) this.#objects.set(object, (series = new Series()));
    const before = series.last ?? EMPTY;
    const thread = trace.thread(seq);
    this.#balance(object, thread, seq, hold);
    const after = hold === 'take' ? sit(before, thread) : leave(before, thread);
    series.push(seq, after.slice(after.length - taken(trace, seq, after.length)));
  }

  at(object: ObjectIndex, count: number): Seating {
    return this.#objects.get(object)?.at(count) ?? EMPTY;
  }

  /** Number of releases by threads that had no permit to release. */
  strangers(object: ObjectIndex, count: number): number {
    return this.#strangers.get(object)?.at(count) ?? 0;
  }

  #balance(object: ObjectIndex, thread: ThreadIndex, seq: EventIndex, hold: 'take' | 'give'): void {
    const own = this.#own.get(object) ?? new Map<ThreadIndex, number>();
    this.#own.set(object, own);
    const had = own.get(thread) ?? 0;
    own.set(thread, hold === 'take' ? had + 1 : Math.max(0, had - 1));
    if (hold === 'take' || had > 0) return;
    const series = this.#strangers.get(object) ?? new Series<number>();
    this.#strangers.set(object, series);
    series.push(seq, (series.last ?? 0) + 1);
  }
}

function sit(seating: Seating, thread: ThreadIndex): Seating {
  const seats = new Set(seating.map((sitter) => sitter.seat));
  let seat = 0;
  while (seats.has(seat)) seat++;
  return [...seating, { thread, seat }];
}

/** Ends the same hold as in the program's state. */
function leave(seating: Seating, thread: ThreadIndex): Seating {
  const holders = seating.map((sitter) => sitter.thread);
  return seating.toSpliced(endedHold(holders, thread), 1);
}

/** Number of holds after the event: a thread that returns a permit need not have taken one. */
function taken(trace: Trace, seq: EventIndex, most: number): number {
  const details = trace.objects[trace.object(seq)]!;
  const measure = measureOf(trace, trace.object(seq));
  if (measure === 'hold') return Math.min(most, trace.value(seq));
  if (measure !== 'permits' || details.limit < 0) return most;
  return Math.min(most, Math.max(0, details.limit - trace.value(seq)));
}
