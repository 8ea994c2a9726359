/**
 * Two notes on contention: a lock held for long by a thread that slept or computed while others waited; and a convoy:
 * waiters of a lock that never run out, the same threads again and again (Blasgen, Gray, Mitoma and Price, "The convoy
 * phenomenon", 1979). Statistics of waits are in `views/contention.ts`.
 */
import type { Ms, ObjectIndex, ThreadIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Detector, Scene } from './detector.ts';
import { clause } from './finding.ts';
import type { Happening } from './happening.ts';
import type { Thing } from './standing.ts';

interface Line {
  /** Number of consecutive hand-overs to a waiting thread with more waiters behind it. */
  handed: number;
  readonly turns: Map<ThreadIndex, number>;
}

/** Duration of a hold, mostly asleep or computing, that counts as long while others wait. */
const LONG: Ms = 1000;
const HANDED = 30;
const TURNS = 5;
const MEMBERS = 4;

export class Contention implements Detector {
  readonly #scene: Scene;
  readonly #lines = new Map<ObjectIndex, Line>();
  /** Total time that each thread has slept or computed. */
  readonly #idle: Ms[] = [];
  /** The same when it acquired the lock that it holds. */
  readonly #idleAtTake = new Map<number, Ms>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  eat(e: Happening): void {
    const { standings } = this.#scene;
    const thing = standings.things[e.object];
    if (e.phase === Phase.done && e.info.wait === 'sleep' && e.waitedSince >= 0) {
      this.#idle[e.thread] =
        (this.#idle[e.thread] ?? 0) + e.time - standings.trace.time(e.waitedSince);
    }
    if (thing === undefined || thing.isInner || e.info.access !== undefined) return;
    const { hold } = e.info;
    if (e.phase !== Phase.done) return;
    if (hold === 'take') {
      this.#idleAtTake.set(e.seq, this.#idle[e.thread] ?? 0);
      if (thing.isLock) this.#hand(e, thing);
    } else if (hold === 'give' && e.heldSince >= 0) this.#give(e, thing);
  }

  #give(e: Happening, thing: Thing): void {
    const held = e.time - this.#scene.standings.trace.time(e.heldSince);
    const idleBefore = this.#idleAtTake.get(e.heldSince) ?? 0;
    this.#idleAtTake.delete(e.heldSince);
    const idle = (this.#idle[e.holder] ?? 0) - idleBefore;
    if (!thing.isLock || held < LONG || idle < held / 2 || thing.waiting.length === 0) return;
    const values = {
      thread: { thread: e.holder },
      object: { object: thing.index },
      held: { duration: held },
      idle: { duration: idle },
      count: thing.waiting.length,
    };
    this.#scene.ledger.add('long-hold', thing.index, {
      seq: e.seq,
      says: [clause('hold.long', e.seq, values), clause('hold.taken', e.heldSince, values)],
      threads: [e.holder, ...thing.waiting],
      objects: [thing.index],
    });
  }

  #hand(e: Happening, thing: Thing): void {
    const line = this.#lines.get(thing.index) ?? {
      handed: 0,
      turns: new Map<ThreadIndex, number>(),
    };
    this.#lines.set(thing.index, line);
    if (e.waitedSince < 0 || thing.waiting.length === 0) {
      line.handed = 0;
      line.turns.clear();
      return;
    }
    line.handed += 1;
    line.turns.set(e.thread, (line.turns.get(e.thread) ?? 0) + 1);
    if (line.handed % HANDED !== 0) return;
    const members = [...line.turns].filter(([, turns]) => turns >= TURNS).map(([thread]) => thread);
    if (members.length < MEMBERS) return;
    const values = {
      object: { object: thing.index },
      count: line.handed,
      threads: { threads: members },
    };
    this.#scene.ledger.add('convoy', thing.index, {
      seq: e.seq,
      says: [clause('convoy.line', e.seq, values)],
      threads: members,
      objects: [thing.index],
    });
  }
}
