/**
 * Check-then-act: a condition that a thread had checked was no longer true when it acted on it.
 *
 * Queues: it checked for an item or room, another thread took that, and the get() or put() that followed had to wait or
 * failed. Lists or dicts behind a condition variable: it checked, waited, and another thread than its waker changed the
 * object again after the wake-up, and it changed the object or failed without checking again (`if` instead of `while`).
 *
 * A check printed by the same line is for display, and decides nothing.
 */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Detector, Scene } from './detector.ts';
import { clause } from './finding.ts';
import type { Happening } from './happening.ts';
import type { Thing } from './standing.ts';

interface Look {
  readonly seq: EventIndex;
  /** Who changed it after the check, and after a later wake-up. */
  changed: EventIndex;
  by: ThreadIndex;
  /** It has waited on a condition since; woken by this event. */
  woken: EventIndex;
}

export class StaleLooks implements Detector {
  readonly #scene: Scene;
  /** Last checks, by object and thread. */
  readonly #looks = new Map<ObjectIndex, Map<ThreadIndex, Look>>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  eat(e: Happening): void {
    if (e.info.writes !== undefined) this.#printed(e);
    const thing = this.#scene.standings.things[e.object];
    if (thing === undefined || thing.isInner) return;
    if (thing.isQueue) this.#queue(e, thing);
    else if (thing.details.kind === 'condition') this.#woken(e);
    else if (thing.details.kind === 'list' || thing.details.kind === 'dict') this.#data(e);
  }

  #queue(e: Happening, thing: Thing): void {
    const { flow, turn } = e.info;
    if (e.phase === Phase.done && flow === undefined && turn === undefined) {
      this.#look(e);
      return;
    }
    if (flow === undefined) return;
    const look = this.#looks.get(e.object)?.get(e.thread);
    this.#looks.get(e.object)?.delete(e.thread);
    if (e.phase === Phase.done) this.#change(e);
    const isThere = flow === 'receive' ? thing.measure > 0 : thing.measure < thing.details.limit;
    if (e.phase === Phase.done || look === undefined || look.changed < 0 || isThere) return;
    this.#tell(e, look, flow === 'receive' ? 'stale.get' : 'stale.put');
  }

  #data(e: Happening): void {
    const { access } = e.info;
    if (e.phase === Phase.done && access === 'read') {
      this.#look(e);
      return;
    }
    if (access === undefined || (e.phase !== Phase.done && e.phase !== Phase.raise)) return;
    const look = this.#looks.get(e.object)?.get(e.thread);
    if (look !== undefined && look.woken >= 0 && look.changed > look.woken) {
      this.#tell(e, look, 'stale.woken');
    }
    this.#looks.get(e.object)?.delete(e.thread);
    if (e.phase === Phase.done) this.#change(e);
  }

  #look(e: Happening): void {
    const all = this.#looks.get(e.object) ?? new Map<ThreadIndex, Look>();
    this.#looks.set(e.object, all);
    all.set(e.thread, { seq: e.seq, changed: -1, by: -1, woken: -1 });
  }

  #printed(e: Happening): void {
    if (e.line === 0) return;
    for (const looks of this.#looks.values()) {
      const look = looks.get(e.thread);
      if (look !== undefined && e.trace.line(look.seq) === e.line) looks.delete(e.thread);
    }
  }

  #change(e: Happening): void {
    for (const [thread, look] of this.#looks.get(e.object) ?? []) {
      if (thread === e.thread) continue;
      look.changed = e.seq;
      look.by = e.thread;
    }
  }

  #woken(e: Happening): void {
    if (e.phase !== Phase.wake) return;
    for (const looks of this.#looks.values()) {
      const look = looks.get(e.other);
      if (look !== undefined) look.woken = e.seq;
    }
  }

  #tell(e: Happening, look: Look, key: 'stale.get' | 'stale.put' | 'stale.woken'): void {
    const values = {
      thread: { thread: e.thread },
      other: { thread: look.by },
      object: { object: e.object },
    };
    const says = [
      clause(key, e.seq, values),
      clause('stale.look', look.seq, values),
      clause('stale.change', look.changed, values),
    ];
    this.#scene.ledger.add('check-then-act', e.object, {
      seq: e.seq,
      says,
      threads: [e.thread, look.by],
      objects: [e.object],
    });
  }
}
