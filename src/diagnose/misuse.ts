/**
 * What is given back or counted off without having been taken: a permit released by a thread that had none, a lock that it
 * does not hold, task_done() without an item.
 *
 * A semaphore may be used as a signal: one thread only releases, another only acquires. So a release is a mistake only of
 * a thread that takes permits of it too: one that has none now, after its own acquire() failed or where there are more
 * permits now than there were at first.
 */
import type { EventIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Detector, Scene } from './detector.ts';
import { clause } from './finding.ts';
import type { Happening } from './happening.ts';
import type { Thing } from './standing.ts';

/** What a thread has done with one semaphore. */
interface Use {
  has: number;
  takes: number;
  /** Its acquire that failed, since its last that did not; else -1. */
  failed: EventIndex;
}

export class Misuse implements Detector {
  readonly #scene: Scene;
  readonly #uses = new Map<string, Use>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  eat(e: Happening): void {
    const { hold, turn } = e.info;
    const thing = this.#scene.standings.things[e.object];
    if (thing === undefined || thing.isInner) return;
    if (e.phase === Phase.raise) {
      if (turn === 'finish') this.#tell('over-done', e, 'misuse.done');
      else if (hold === 'give') this.#tell('over-release', e, 'misuse.refused');
    } else if (thing.means === 'permits' && hold !== undefined) this.#permit(e, thing);
  }

  #permit(e: Happening, thing: Thing): void {
    const key = `${e.thread} ${e.object}`;
    let use = this.#uses.get(key);
    if (use === undefined) this.#uses.set(key, (use = { has: 0, takes: 0, failed: -1 }));
    if (e.info.hold === 'take') {
      if (e.phase === Phase.fail) use.failed = e.seq;
      if (e.phase !== Phase.done) return;
      use.has += 1;
      use.takes += 1;
      use.failed = -1;
      return;
    }
    if (e.phase !== Phase.done) return;
    if (use.has > 0) {
      use.has -= 1;
      return;
    }
    const limit = thing.first;
    const isMore = limit > 0 && e.value > limit && use.takes > 0;
    if (use.failed < 0 && !isMore) return;
    const tried = { time: use.failed };
    if (use.failed >= 0)
      this.#tell('over-release', e, 'misuse.after-failure', use.failed, { tried });
    else this.#tell('over-release', e, 'misuse.too-many', -1, { limit });
    use.failed = -1;
  }

  #tell(
    kind: 'over-release' | 'over-done',
    e: Happening,
    key: 'misuse.done' | 'misuse.refused' | 'misuse.after-failure' | 'misuse.too-many',
    earlier: EventIndex = -1,
    more: Record<string, number | { readonly time: EventIndex }> = {},
  ): void {
    const values = { thread: { thread: e.thread }, object: { object: e.object }, count: e.value };
    const says = [clause(key, e.seq, { ...values, ...more })];
    if (earlier >= 0) says.push(clause('misuse.failed', earlier, values));
    this.#scene.ledger.add(kind, e.object, {
      seq: e.seq,
      says,
      threads: [e.thread],
      objects: [e.object],
    });
  }
}
