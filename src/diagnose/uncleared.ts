/**
 * Events used as a signal and never cleared, so that wait() blocks nobody any more. An event may rightly stay set (a
 * gate that is opened once, a stop flag), so three conditions must hold: a thread was blocked in wait(), without a
 * timeout, until the event was set; it has passed the same wait() twice since without blocking; and the event is set
 * again, while it is still set. Source: Python, threading, "Event Objects": the flag stays true until clear().
 */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Detector, Scene } from './detector.ts';
import { clause } from './finding.ts';
import type { Happening } from './happening.ts';

/** Number of passes required since the set that released the thread. */
const PASSES = 2;

/** Of one event, since it was set. */
interface Flag {
  readonly set: EventIndex;
  /** By thread that was blocked until then: its last pass since, and the number of passes. */
  readonly through: Map<ThreadIndex, { readonly seq: EventIndex; readonly count: number }>;
}

export class Uncleared implements Detector {
  readonly #scene: Scene;
  readonly #flags = new Map<ObjectIndex, Flag>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  eat(e: Happening): void {
    const { details, isInner } = this.#scene.standings.things[e.object] ?? {};
    if (details?.kind !== 'event' || isInner === true || e.phase !== Phase.done) return;
    const { hold, wait, turn } = e.info;
    if (turn === 'await') this.#through(e);
    else if (hold !== undefined || wait !== undefined || turn !== undefined) return;
    else if (e.value !== 1) this.#flags.delete(e.object);
    else if (e.before !== 1) this.#flags.set(e.object, { set: e.seq, through: new Map() });
    else this.#again(e);
  }

  #through({ seq, object, thread, waitedSince }: Happening): void {
    const flag = this.#flags.get(object);
    if (flag === undefined) return;
    const before = flag.through.get(thread);
    if (before !== undefined) flag.through.set(thread, { seq, count: before.count + 1 });
    else if (this.#wasHeld(waitedSince)) flag.through.set(thread, { seq, count: 0 });
  }

  #wasHeld(since: EventIndex): boolean {
    return since >= 0 && this.#scene.standings.trace.value(since) < 0;
  }

  #again(e: Happening): void {
    const flag = this.#flags.get(e.object);
    if (flag === undefined) return;
    const [most] = [...flag.through].toSorted(([, a], [, b]) => b.count - a.count);
    if (most === undefined || most[1].count < PASSES) return;
    const [thread, { seq, count }] = most;
    const object = { object: e.object };
    const setter = this.#scene.standings.trace.thread(flag.set);
    this.#scene.ledger.add('never-cleared', e.object, {
      seq: e.seq,
      says: [
        clause('uncleared.through', seq, { thread: { thread }, object, count }),
        clause('uncleared.set', flag.set, { other: { thread: setter }, object }),
        clause('uncleared.again', e.seq, { other: { thread: e.thread }, object }),
      ],
      threads: [...new Set([thread, setter, e.thread])],
      objects: [e.object],
    });
  }
}
