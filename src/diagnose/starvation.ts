/**
 * Starvation: one thread waits for an object while others are served again and again.
 *
 * A thread counts as served if it acquires the object although it came later, repeatedly: that each of many threads
 * overtakes once or twice is bad luck. If a lock is held for a group (readers and a writer), a thread counts as served
 * if it enters the group again. If the lock was acquired under another one, the group's own lock, this is each further
 * acquisition of the group's lock by a thread that has entered and left since the wait began.
 */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Detector, Scene } from './detector.ts';
import { clause, type Clause } from './finding.ts';
import type { Happening } from './happening.ts';

/** Number of overtakings by the same later thread that count as starvation. */
export const OVERTAKEN = 10;
/** Number of re-entries into a group that count. */
export const REENTRIES = 3;

interface Waiter {
  readonly since: EventIndex;
  /** By later thread, number of acquisitions since. */
  readonly turns: Map<ThreadIndex, number>;
  /** By thread, number of acquisitions of the group's lock since. */
  readonly entries: Map<ThreadIndex, number>;
  isTold: boolean;
  /** Reported sentences for a lock held for a group. */
  toldGroup?: readonly Clause[];
}

export class Starvation implements Detector {
  readonly #scene: Scene;
  readonly #waiters = new Map<ThreadIndex, Waiter>();
  /** By lock, the lock under which its present holder acquired it. */
  readonly #under = new Map<ObjectIndex, ObjectIndex>();
  /** The inverse relation. */
  readonly #over = new Map<ObjectIndex, Set<ObjectIndex>>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  eat(e: Happening): void {
    if (e.info.hold === 'give' && e.phase === Phase.done) this.#give(e);
    if (e.info.hold !== 'take') return;
    const { standings } = this.#scene;
    const thing = standings.things[e.object];
    if (thing === undefined || thing.isInner || thing.details.kind === 'future') return;
    if (e.phase === Phase.block) {
      const since = standings.threads[e.thread]?.since ?? e.seq;
      if (this.#waiters.get(e.thread)?.since === since) return;
      const waiter = { since, turns: new Map(), entries: new Map(), isTold: false };
      this.#waiters.set(e.thread, waiter);
      return;
    }
    this.#waiters.delete(e.thread);
    if (e.phase !== Phase.done) return;
    if (thing.isLock) this.#nest(e);
    for (const waiting of thing.waiting) this.#overtake(e, waiting);
    for (const object of this.#over.get(e.object) ?? []) {
      for (const waiting of standings.things[object]!.waiting) this.#enter(e, object, waiting);
    }
  }

  /** Records the holder's lock under which this one was acquired. */
  #nest(e: Happening): void {
    const holds = this.#scene.standings.threads[e.thread]?.holds ?? [];
    const outer = holds.at(-2)?.object;
    const before = this.#under.get(e.object);
    if (before !== undefined) this.#over.get(before)?.delete(e.object);
    this.#under.delete(e.object);
    if (outer === undefined || outer === e.object) return;
    this.#under.set(e.object, outer);
    const all = this.#over.get(outer) ?? new Set();
    this.#over.set(outer, all.add(e.object));
  }

  /** A thread that came later was served first. */
  #overtake(e: Happening, waiting: ThreadIndex): void {
    const waiter = this.#waiters.get(waiting);
    const came = e.waitedSince >= 0 ? e.waitedSince : e.seq;
    if (waiter === undefined || came < waiter.since) return;
    const turns = (waiter.turns.get(e.thread) ?? 0) + 1;
    waiter.turns.set(e.thread, turns);
    if (turns < OVERTAKEN || waiter.isTold) return;
    waiter.isTold = true;
    let count = 0;
    for (const n of waiter.turns.values()) count += n;
    this.#tell(e, e.object, waiting, waiter, count, 'starve.overtaken');
  }

  /** A group hold is released by another thread than acquired it. */
  #give(e: Happening): void {
    if (e.holder < 0 || e.holder === e.thread) return;
    for (const waiting of this.#scene.standings.things[e.object]?.waiting ?? []) {
      const waiter = this.#waiters.get(waiting);
      if (waiter?.toldGroup === undefined) continue;
      const values = {
        thread: { thread: e.thread },
        object: { object: e.object },
        other: { thread: e.holder },
        taken: { time: e.heldSince },
      };
      const says = [...waiter.toldGroup, clause('starve.back', e.seq, values)];
      const found = { seq: e.seq, says, threads: [waiting], objects: [e.object] };
      this.#scene.ledger.add('starvation', `${waiting} ${e.object}`, found, true);
    }
  }

  /** A thread enters or leaves the group for which the lock is held. */
  #enter(e: Happening, object: ObjectIndex, waiting: ThreadIndex): void {
    const waiter = this.#waiters.get(waiting);
    if (waiter === undefined || waiting === e.thread) return;
    const entries = (waiter.entries.get(e.thread) ?? 0) + 1;
    waiter.entries.set(e.thread, entries);
    // In, out, in, out, in: it is inside for at least the third time.
    if (entries < 2 * REENTRIES || waiter.isTold) return;
    waiter.isTold = true;
    let count = 0;
    for (const n of waiter.entries.values()) count += Math.floor(n / 2);
    this.#tell(e, object, waiting, waiter, count, 'starve.group');
  }

  #tell(
    e: Happening,
    object: ObjectIndex,
    waiting: ThreadIndex,
    waiter: Waiter,
    count: number,
    key: 'starve.overtaken' | 'starve.group',
  ): void {
    const { standings, ledger } = this.#scene;
    const values = { thread: { thread: waiting }, object: { object }, count };
    const holder = standings.things[object]?.holders[0] ?? -1;
    const since = standings.things[object]?.since[0] ?? -1;
    const says = [
      clause(key, e.seq, { ...values, since: { time: waiter.since } }),
      clause('starve.came', waiter.since, values),
    ];
    if (key === 'starve.group' && holder >= 0) {
      says.push(clause('starve.holds', since, { ...values, other: { thread: holder } }));
      waiter.toldGroup = says;
    }
    ledger.add('starvation', `${waiting} ${object}`, {
      seq: e.seq,
      says,
      threads: [waiting],
      objects: [object],
    });
  }
}
