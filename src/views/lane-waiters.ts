/**
 * Number of waiters of each lock or semaphore, as steps along its lane. A woken thread still counts until it has
 * acquired the object: the lock may be free in between.
 */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { measureOf } from './object-fold.ts';
import type { StepColumn } from './step-column.ts';

/** The steps of an object, if it exists. */
type WaitersOf = (object: ObjectIndex) => StepColumn | undefined;

export class LaneWaiters {
  readonly #trace: Trace;
  readonly #waitersOf: WaitersOf;
  /** The object that each thread waits for; -1 for none. */
  readonly #objects: ObjectIndex[] = [];

  constructor(trace: Trace, waitersOf: WaitersOf) {
    this.#trace = trace;
    this.#waitersOf = waitersOf;
  }

  /** `place`: position of the event on the time axis. */
  eat(seq: EventIndex, place: number): void {
    const trace = this.#trace;
    const phase = trace.phase(seq);
    // Declarations and wake-ups end no wait.
    if (phase < Phase.block || phase === Phase.wake || phase === Phase.exit) return;
    const thread = trace.thread(seq);
    this.#move(thread, -1, seq, place);
    if (phase === Phase.block) this.#move(thread, trace.object(seq), seq, place);
  }

  #move(thread: ThreadIndex, object: ObjectIndex, seq: EventIndex, place: number): void {
    const before = this.#objects[thread] ?? -1;
    if (before === object) return;
    this.#count(before, -1, thread, seq, place);
    this.#count(object, 1, thread, seq, place);
    this.#objects[thread] = object;
  }

  #count(
    object: ObjectIndex,
    by: 1 | -1,
    thread: ThreadIndex,
    seq: EventIndex,
    place: number,
  ): void {
    const steps = object < 0 ? undefined : this.#waitersOf(object);
    if (steps === undefined) return;
    const measure = measureOf(this.#trace, object);
    if (measure !== 'hold' && measure !== 'permits') return;
    const now = steps.length === 0 ? 0 : steps.value[steps.length - 1]!;
    steps.push(place, Math.max(0, now + by), thread, seq);
  }
}
