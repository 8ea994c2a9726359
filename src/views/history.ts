/**
 * The state of the program at any instant of its trace.
 *
 * Two folds walk the trace: one stays at the live edge and takes a snapshot every `SNAPSHOT` events; the other serves
 * the cursor in the past, starting from its own position or the nearest snapshot. So the live edge costs the new
 * events, and any instant of a million events at most one snapshot interval of folding.
 */
import type { Ms } from '../base/units.ts';
import type { Trace } from '../trace/trace.ts';
import { Fold, NO_TABLES, type Tables } from './fold.ts';
import { NameHistory, Names } from './names.ts';
import type { World } from './state.ts';

const SNAPSHOT = 4096;

export class History {
  readonly #trace: Trace;
  readonly #edge: Fold;
  /** Tables after 0, SNAPSHOT, 2 SNAPSHOT ... events. */
  readonly #snapshots: Tables[] = [NO_TABLES];
  readonly #names: NameHistory;
  #past: Fold;
  #live: World = { ...NO_TABLES, time: 0, names: Names.none };
  #shown: World = this.#live;

  constructor(trace: Trace) {
    this.#trace = trace;
    this.#edge = new Fold(trace, NO_TABLES);
    this.#past = new Fold(trace, NO_TABLES);
    this.#names = new NameHistory(trace);
  }

  /** Reads new events, up to a position in the trace. */
  advance(upTo = this.#trace.length): void {
    const length = Math.min(upTo, this.#trace.length);
    while (this.#edge.count < length) {
      const next = this.#snapshots.length * SNAPSHOT;
      this.#edge.advanceTo(Math.min(next, length));
      if (this.#edge.count === next) this.#snapshots.push(this.#edge.freeze());
    }
  }

  /** The world at the live edge; `time` is program time now, at or after the last event. */
  live(time: Ms): World {
    this.advance();
    this.#live = this.#world(this.#live, this.#edge.freeze(), time);
    return this.#live;
  }

  /** The world after the first `count` events. States equal to those of the previous call are identical to them. */
  at(count: number, time: Ms): World {
    this.advance();
    const wanted = Math.max(0, Math.min(count, this.#trace.length));
    if (wanted === this.#edge.count)
      return (this.#shown = this.#world(this.#shown, this.live(time), time));
    const snapshot = this.#snapshots[Math.floor(wanted / SNAPSHOT)]!;
    if (wanted < this.#past.count || snapshot.count > this.#past.count)
      this.#past = new Fold(this.#trace, snapshot);
    this.#past.advanceTo(wanted);
    this.#shown = this.#world(this.#shown, this.#past.freeze(), time);
    return this.#shown;
  }

  /** `tables` at `time`, sharing every unchanged state with `before`: see the invariant of `Fold`. */
  #world(before: World, tables: Tables, time: Ms): World {
    const names = this.#names.at(tables.count);
    const isSame = before.count === tables.count && before.time === time && before.names === names;
    return isSame ? before : { ...shareTables(before, tables), time, names };
  }
}

function shareTables(before: Tables, tables: Tables): Tables {
  return {
    count: tables.count,
    threads: share(before.threads, tables.threads, (a, b) => a.lastEvent === b.lastEvent),
    objects: share(before.objects, tables.objects, (a, b) => a.lastEvent === b.lastEvent),
    processes: share(before.processes, tables.processes, (a, b) => a.lastEvent === b.lastEvent),
    seats: share(before.seats, tables.seats, (a, b) => a === b),
  };
}

function share<T>(
  before: readonly T[],
  now: readonly T[],
  same: (a: T, b: T) => boolean,
): readonly T[] {
  if (before === now) return before;
  let equal = before.length === now.length;
  const shared = now.map((state, i) => {
    const old = before[i];
    if (old !== undefined && (old === state || same(old, state))) return old;
    equal = false;
    return state;
  });
  return equal ? before : shared;
}
