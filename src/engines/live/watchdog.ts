/**
 * Notices threads that have stopped asking: they run, but perform no op. Only a bare endless loop, or a computation that
 * no tutorial has, does that for seconds.
 */
import type { Ms } from '../../base/units.ts';
import type { Heartbeat } from './protocol.ts';

/** How long a thread may compute between two ops before it is given up, in real time that is not paused. */
export const HANG_LIMIT_MS = 5000;

interface Watched {
  readonly slot: number;
  readonly ops: number;
  readonly since: Ms;
}

export class Watchdog {
  readonly #watched = new Map<number, Watched>();

  /** Looks at all threads that run now; returns those that have hung. `now` must stand still while paused. */
  look(running: readonly Heartbeat[], now: Ms): Heartbeat[] {
    const hung: Heartbeat[] = [];
    const seen = new Set<number>();
    for (const beat of running) {
      seen.add(beat.thread);
      const before = this.#watched.get(beat.thread);
      if (before === undefined || before.ops !== beat.ops || before.slot !== beat.slot) {
        this.#watched.set(beat.thread, { slot: beat.slot, ops: beat.ops, since: now });
      } else if (now - before.since >= HANG_LIMIT_MS) {
        hung.push(beat);
        this.#watched.delete(beat.thread);
      }
    }
    for (const thread of this.#watched.keys()) {
      if (!seen.has(thread)) this.#watched.delete(thread);
    }
    return hung;
  }
}
