/**
 * Livelock: threads run without progress. Two threads each try to acquire what the other holds, fail, release their own
 * and try again, so often in a row that neither has acquired what it tried for.
 */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Detector, Scene } from './detector.ts';
import { clause, type Clause } from './finding.ts';
import type { Happening } from './happening.ts';

/** Consecutive failures of each thread that count as livelock. */
export const FAILURES = 3;

interface Tries {
  failures: number;
  first: EventIndex;
  last: EventIndex;
  /** Where the holder had acquired it, at the first failure. */
  readonly taken: EventIndex;
  /** The holder at the last failure, and what this thread held then. */
  holder: ThreadIndex;
  object: ObjectIndex;
  /** What it held itself, which the holder may have tried for. */
  readonly had: Set<ObjectIndex>;
}

export class Livelocks implements Detector {
  readonly #scene: Scene;
  readonly #tries = new Map<ThreadIndex, Tries>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  eat(e: Happening): void {
    if (e.info.hold !== 'take') return;
    const { standings } = this.#scene;
    const thing = standings.things[e.object];
    if (thing === undefined || thing.isInner) return;
    const tries = this.#tries.get(e.thread);
    if (e.phase === Phase.done) {
      // It acquired what it had tried for.
      if (tries?.object === e.object) this.#tries.delete(e.thread);
      return;
    }
    if (e.phase !== Phase.fail) return;
    const holder = thing.holders[0] ?? -1;
    const had = standings.threads[e.thread]?.holds.map(({ object }) => object) ?? [];
    if (holder < 0 || had.length === 0) return;
    if (tries === undefined || tries.object !== e.object || tries.holder !== holder) {
      const taken = thing.since[0]!;
      const first = { failures: 1, first: e.seq, last: e.seq, taken, holder, object: e.object };
      this.#tries.set(e.thread, { ...first, had: new Set(had) });
      return;
    }
    tries.failures += 1;
    tries.last = e.seq;
    for (const object of had) tries.had.add(object);
    this.#check(e, tries);
  }

  /** From the later of the two acquisitions on, each held what the other was about to try for. */
  #began(thread: ThreadIndex, mine: Tries, theirs: Tries): Clause {
    const isMine = theirs.taken > mine.taken;
    const [later, earlier] = isMine ? [theirs, mine] : [mine, theirs];
    return clause('livelock.began', later.taken, {
      thread: { thread: isMine ? thread : mine.holder },
      object: { object: later.object },
      other: { thread: isMine ? mine.holder : thread },
      has: { object: earlier.object },
    });
  }

  /** Once both have tried equally often: time between their last tries. */
  #pace(mine: Tries, theirs: Tries): Clause[] {
    if (mine.failures !== theirs.failures) return [];
    const { trace } = this.#scene.standings;
    const apart = Math.abs(trace.time(mine.last) - trace.time(theirs.last));
    return [clause('livelock.pace', -1, { apart: { duration: apart } })];
  }

  #check(e: Happening, mine: Tries): void {
    const theirs = this.#tries.get(mine.holder);
    if (theirs === undefined || theirs.holder !== e.thread) return;
    if (mine.failures < FAILURES || theirs.failures < FAILURES) return;
    if (!mine.had.has(theirs.object) || !theirs.had.has(mine.object)) return;
    const pair = [e.thread, mine.holder].toSorted((a, b) => a - b);
    const told = (thread: ThreadIndex, tries: Tries, other: Tries) =>
      clause('livelock.tries', tries.last, {
        thread: { thread },
        count: tries.failures,
        object: { object: tries.object },
        has: { object: other.object },
        other: { thread: tries.holder },
        first: { time: tries.first },
      });
    const found = {
      seq: e.seq,
      says: [
        clause('livelock.both', e.seq, {
          thread: { thread: pair[0]! },
          other: { thread: pair[1]! },
        }),
        told(e.thread, mine, theirs),
        told(mine.holder, theirs, mine),
        this.#began(e.thread, mine, theirs),
        ...this.#pace(mine, theirs),
      ],
      threads: pair,
      objects: [mine.object, theirs.object],
    };
    // A continuing livelock is one case, whose tries are counted.
    this.#scene.ledger.add('livelock', pair.join(), found, true);
  }
}
