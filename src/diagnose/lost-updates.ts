/**
 * Lost update: a thread reads a value, another thread writes it, and the first writes a value computed from the old
 * one. The views count how many updates the value lacks (`views/folds/lost-updates.ts`); this reports each occurrence.
 *
 * Reported if nothing orders the other's write with the read or with the overwriting write (`happens-before.ts`); and,
 * if locks order all three but were released in between, if both add the same amount, so that one was evidently
 * computed from the old value. A write without a read before it is an assignment.
 */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Detector, Scene } from './detector.ts';
import { clause } from './finding.ts';
import type { Happening } from './happening.ts';
import type { Instant } from './happens-before.ts';

interface Read {
  readonly seq: EventIndex;
  readonly instant: Instant;
  /** The value read; NaN if no integer. */
  readonly value: number;
  /** A later write by another thread, not ordered after the read. */
  crossed: EventIndex;
  /** Its thread has done nothing since it slept: the sleep was meant to suffice. */
  readonly slept: boolean;
}

interface Write {
  readonly seq: EventIndex;
  readonly instant: Instant;
  readonly added: number;
}

interface Shared {
  /** The last read of each thread since its last write. */
  readonly reads: Map<ThreadIndex, Read>;
  value: number;
  last: Write | undefined;
  /** The last write by another thread than that of `last`. */
  other: Write | undefined;
}

export class LostUpdates implements Detector {
  readonly #scene: Scene;
  readonly #shared = new Map<ObjectIndex, Shared>();
  /** Threads that have done nothing since they slept. */
  readonly #slept = new Set<ThreadIndex>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  eat(e: Happening): void {
    if (e.phase !== Phase.done) return;
    const slept = this.#slept.delete(e.thread);
    if (e.info.wait === 'sleep') this.#slept.add(e.thread);
    if (e.info.access === undefined) return;
    const thing = this.#scene.standings.things[e.object];
    const kind = thing?.details.kind;
    if (kind !== 'variable' && kind !== 'value') return;
    const shared = this.#of(e.object, thing!.measure);
    const instant = this.#scene.order.now(e.thread);
    if (e.info.access === 'read') {
      const read = { seq: e.seq, instant, value: shared.value, crossed: -1, slept };
      shared.reads.set(e.thread, read);
    } else this.#write(e, shared, instant);
  }

  #write(e: Happening, shared: Shared, instant: Instant): void {
    const { order } = this.#scene;
    const value = numberOf(e);
    this.#check(e, shared, value);
    shared.reads.delete(e.thread);
    for (const read of shared.reads.values()) {
      if (!order.isOrdered(read.instant, e.thread)) read.crossed = e.seq;
    }
    if (shared.last?.instant.thread !== e.thread) shared.other = shared.last;
    shared.last = { seq: e.seq, instant, added: value - shared.value };
    shared.value = value;
  }

  #check(e: Happening, shared: Shared, value: number): void {
    const { order } = this.#scene;
    const read = shared.reads.get(e.thread);
    const lost = shared.last?.instant.thread === e.thread ? shared.other : shared.last;
    if (read === undefined || lost === undefined || lost.seq < read.seq) return;
    const added = value - read.value;
    const isCrossed = read.crossed >= 0 || !order.isOrdered(lost.instant, e.thread);
    if (isCrossed || (added !== 0 && added === lost.added)) this.#tell(e, read, lost);
  }

  #tell(e: Happening, read: Read, lost: Write): void {
    const { trace } = this.#scene.standings;
    const other = lost.instant.thread;
    const object = { object: e.object };
    const who = { thread: { thread: e.thread }, other: { thread: other }, object };
    const values = { ...who, value: shown(trace.text(e.seq), e.value) };
    const written = shown(trace.text(lost.seq), trace.value(lost.seq));
    this.#scene.ledger.add('lost-update', e.object, {
      seq: e.seq,
      says: [
        clause('lost.buried', e.seq, { ...values, lost: written }),
        clause(read.slept ? 'lost.slept' : 'lost.read', read.seq, {
          ...who,
          written: { time: lost.seq },
        }),
        clause('lost.written', lost.seq, { ...who, lost: written }),
      ],
      threads: [e.thread, other],
      objects: [e.object],
    });
  }

  #of(object: ObjectIndex, value: number): Shared {
    let shared = this.#shared.get(object);
    if (shared === undefined) {
      shared = { reads: new Map(), value, last: undefined, other: undefined };
      this.#shared.set(object, shared);
    }
    return shared;
  }
}

/** The integer written; NaN for anything else. */
const numberOf = ({ text, value }: Happening): number =>
  text === '' || text === String(value) ? value : NaN;

export const shown = (text: string, value: number): string => (text === '' ? String(value) : text);
