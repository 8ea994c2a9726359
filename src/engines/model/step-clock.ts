/** Program time of a model, which is computed: no step reads a real clock. See engine.ts for the rules. */
import { bug } from '../../base/bug.ts';
import type { Ms, ThreadIndex } from '../../base/units.ts';
import { setProgramTime } from '../../kernel/clock.ts';
import type { Memory } from '../../kernel/memory.ts';
import { roomier } from './roomier.ts';
import type { RunSettings } from './schedule.ts';

export class StepClock {
  /** Program time of the last step. */
  time: Ms = 0;
  /** Earliest program time of the next step: after `time` if no thread could move before. */
  now: Ms = 0;
  /** Minimum program time between two steps of a thread. */
  #cost: Ms = 0;
  /** Earliest program time of each thread's next step. Kept only if steps have a cost. */
  #restedAt = new Float64Array(64);
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  restart({ cost = 0, start = 0 }: RunSettings): void {
    this.#cost = cost;
    this.#restedAt.fill(0);
    this.time = start;
    this.now = start;
    setProgramTime(this.#memory, start);
  }

  standing(): { time: Ms; now: Ms } {
    return { time: this.time, now: this.now };
  }

  /** Restores an earlier standing, for runs whose steps have no cost. */
  resume({ time, now }: { readonly time: Ms; readonly now: Ms }): void {
    if (this.#cost > 0) bug('when each thread stepped is not kept');
    this.time = time;
    this.now = now;
  }

  /**
   * Lets time pass up to a step of `thread`: to `time` if given, to `limit` if that is what it waited for. True if less
   * time has passed than assumed in `now`.
   */
  pass(thread: ThreadIndex, time: Ms | undefined, limit: Ms): boolean {
    // The common case: no time passes.
    if (time === undefined && limit <= this.time && this.#cost === 0 && this.now === this.time) {
      return false;
    }
    if (this.#cost > 0 && thread >= this.#restedAt.length)
      this.#restedAt = roomier(this.#restedAt, thread);
    const rested = this.#cost === 0 ? this.now : this.#restedAt[thread]!;
    const earliest = time ?? Math.max(this.now, rested);
    const isEarly = this.goTo(Math.max(this.time, earliest, limit));
    if (this.#cost > 0) this.#restedAt[thread] = this.time + this.#cost;
    return isEarly;
  }

  /** As {@link pass}, for events without a thread. */
  goTo(time: Ms): boolean {
    const isEarly = time < this.now;
    this.time = time;
    this.now = time;
    setProgramTime(this.#memory, time);
    return isEarly;
  }
}
