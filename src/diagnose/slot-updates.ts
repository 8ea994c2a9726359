/**
 * Lost updates of a dict by key, of a list or array by index (see `lost-updates.ts` for the definition). A trace has
 * the text of the whole after each operation; so the text at the read is what a thread read, and the difference between
 * the texts before and after a write is what it changed. A write without a difference, where others changed one element
 * since the read, wrote the same value to that element. Lists only while their length is constant, since otherwise
 * elements move.
 *
 * Reported if nothing orders the other's write after the read, or before the overwriting write.
 */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import { entryOf, itemsOf } from '../views/folds/python-items.ts';
import type { Detector, Scene } from './detector.ts';
import { clause } from './finding.ts';
import type { Happening } from './happening.ts';
import type { Instant } from './happens-before.ts';
import { short } from './tasks.ts';

interface Read {
  readonly seq: EventIndex;
  readonly instant: Instant;
  /** The whole text at the read. */
  readonly text: string;
  /** Elements that others have written since, with the writes. */
  readonly crossed: Map<string, Write>;
}

interface Write {
  readonly seq: EventIndex;
  readonly instant: Instant;
  readonly value: string;
  /** Nothing orders the read before it. */
  readonly isFree: boolean;
}

interface Contents {
  text: string;
  readonly reads: Map<ThreadIndex, Read>;
}

type Slots = ReadonlyMap<string, string>;

export class SlotUpdates implements Detector {
  readonly #scene: Scene;
  readonly #contents = new Map<ObjectIndex, Contents>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  eat(e: Happening): void {
    const thing = this.#scene.standings.things[e.object];
    const kind = thing?.details.kind;
    if (kind !== 'dict' && kind !== 'list' && kind !== 'array') return;
    if (e.phase === Phase.object) {
      this.#contents.set(e.object, { text: thing?.details.text ?? '', reads: new Map() });
      return;
    }
    const contents = this.#contents.get(e.object);
    if (contents === undefined || e.phase !== Phase.done || e.info.access === undefined) return;
    if (e.info.access === 'read') {
      const instant = this.#scene.order.now(e.thread);
      const { text } = contents;
      contents.reads.set(e.thread, { seq: e.seq, instant, text, crossed: new Map() });
    } else this.#write(e, contents);
  }

  #write(e: Happening, contents: Contents): void {
    const before = contents.text;
    const after = e.text;
    contents.text = after;
    const mine = contents.reads.get(e.thread);
    contents.reads.delete(e.thread);
    if (contents.reads.size === 0 && (mine === undefined || mine.crossed.size === 0)) return;
    const changed = differences(slotsOf(before), slotsOf(after));
    if (mine !== undefined && mine.crossed.size > 0) this.#check(e, mine, changed, slotsOf(after));
    if (changed === undefined || changed.size === 0) return;
    const { order } = this.#scene;
    const instant = order.now(e.thread);
    for (const read of contents.reads.values()) {
      const isFree = !order.isOrdered(read.instant, e.thread);
      for (const [slot, value] of changed) {
        read.crossed.set(slot, { seq: e.seq, instant, value, isFree });
      }
    }
  }

  #check(e: Happening, read: Read, changed: Slots | undefined, after: Slots | undefined): void {
    const { order } = this.#scene;
    const old = slotsOf(read.text);
    if (changed === undefined || old === undefined || after === undefined) return;
    const same = changed.size === 0 && read.crossed.size === 1 ? read.crossed.keys() : [];
    for (const slot of [...changed.keys(), ...same]) {
      const lost = read.crossed.get(slot);
      const value = after.get(slot);
      if (lost === undefined || value === undefined || lost.instant.thread === e.thread) continue;
      if (!lost.isFree && order.isOrdered(lost.instant, e.thread)) continue;
      this.#tell(e, read, slot, value, lost);
    }
  }

  #tell(e: Happening, read: Read, slot: string, value: string, lost: Write): void {
    const other = lost.instant.thread;
    const who = {
      thread: { thread: e.thread },
      other: { thread: other },
      object: { object: e.object },
    };
    const written = short(lost.value);
    const values = { ...who, slot: short(slot), value: short(value), lost: written };
    this.#scene.ledger.add('lost-update', e.object, {
      seq: e.seq,
      says: [
        clause('lost.key', e.seq, values),
        clause('lost.read', read.seq, { ...who, written: { time: lost.seq } }),
        clause('lost.written', lost.seq, { ...who, lost: written }),
      ],
      threads: [e.thread, other],
      objects: [e.object],
    });
  }
}

/** Elements by key or index; undefined if the text is truncated. */
function slotsOf(text: string): Slots | undefined {
  const { items, isCut } = itemsOf(text);
  if (isCut) return undefined;
  if (text.startsWith('{')) return new Map(items.map(entryOf));
  return new Map(items.map((item, place) => [String(place), item]));
}

/** Changed elements; undefined if elements have moved, or the text is truncated. */
function differences(before: Slots | undefined, after: Slots | undefined): Slots | undefined {
  if (before === undefined || after === undefined) return undefined;
  const isMoved = before.size !== after.size && after.has('0');
  if (isMoved) return undefined;
  return new Map([...after].filter(([slot, value]) => before.get(slot) !== value));
}
