/**
 * Zombies: processes that have ended while their starter sleeps. Until it asks for the exit code (join(), os.wait(),
 * is_alive()), the system keeps their entry: POSIX, "Zombie process".
 */
import type { EventIndex, ThreadIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Detector, Scene } from './detector.ts';
import { clause } from './finding.ts';
import type { Happening } from './happening.ts';

export class Zombies implements Detector {
  readonly #scene: Scene;
  /** By the first thread of a process: its starter. */
  readonly #starters = new Map<ThreadIndex, ThreadIndex>();
  /** Ended processes whose exit code has not been taken, and when they ended. */
  readonly #ended = new Map<ThreadIndex, EventIndex>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  eat(e: Happening): void {
    const { threads, mains } = this.#scene.standings;
    if (e.isStart && threads[e.other]?.process !== threads[e.thread]?.process) {
      this.#starters.set(e.other, e.thread);
    }
    const { life } = e.info;
    if (e.phase === Phase.done && (life === 'join' || life === 'reap')) this.#ended.delete(e.other);
    if (e.phase === Phase.exit) {
      const main = mains[threads[e.other]?.process ?? -1] ?? -1;
      if (!this.#starters.has(main)) return;
      this.#ended.set(main, e.seq);
      this.#look(e, main);
    } else if (e.phase === Phase.block && e.info.wait === 'sleep') {
      for (const main of this.#ended.keys()) this.#look(e, main);
    }
  }

  #look(e: Happening, main: ThreadIndex): void {
    const { threads, trace } = this.#scene.standings;
    const starter = threads[this.#starters.get(main) ?? -1];
    const sleeps = starter?.run === 'blocked' && trace.ops[starter.op]?.wait === 'sleep';
    if (!sleeps || starter.isInner || this.#scene.ledger.has('zombie', main)) return;
    const who = { thread: { thread: main }, other: { thread: starter.index } };
    this.#scene.ledger.add('zombie', main, {
      seq: e.seq,
      says: [
        clause('zombie.stays', this.#ended.get(main)!, who),
        clause('zombie.sleeps', starter.since, who),
      ],
      threads: [main, starter.index],
      objects: [],
    });
  }
}
