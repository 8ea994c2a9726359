/**
 * Detects threads that run but perform no op for seconds: only an endless loop or an unusually long computation does
 * that.
 */
import type { Ms } from '../../base/units.ts';
import type { Heartbeat } from './protocol.ts';

/** Maximum time that a thread may compute between two ops, in real time without pauses. */
export const HANG_LIMIT_MS = 5000;

interface Watched {
  readonly slot: number;
  readonly ops: number;
  readonly since: Ms;
}

export class Watchdog {
  readonly #watched = new Map<number, Watched>();

  /** Checks all running threads; returns those that hang. `now` must not advance while paused. */
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
