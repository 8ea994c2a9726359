/** Program time of a model, which is worked out: no step looks at a real clock. See engine.ts for what passes when. */
import { bug } from '../../base/bug.ts';
import type { Ms, ThreadIndex } from '../../base/units.ts';
import { setProgramTime } from '../../kernel/clock.ts';
import type { Memory } from '../../kernel/memory.ts';
import { roomier } from './roomier.ts';
import type { RunSettings } from './schedule.ts';

export class StepClock {
  /** Program time of the last step. */
  time: Ms = 0;
  /** Program time of the next step at the earliest: after `time` where nobody could move before. */
  now: Ms = 0;
  /** Least program time from one step of a thread to its next. */
  #cost: Ms = 0;
  /** Program time of each thread's next step at the earliest. Kept only where a step costs time. */
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

  /** Back to an earlier standing, for runs in which a step costs nothing. */
  resume({ time, now }: { readonly time: Ms; readonly now: Ms }): void {
    if (this.#cost > 0) bug('when each thread stepped is not kept');
    this.time = time;
    this.now = now;
  }

  /**
   * Lets time pass up to a step of `thread`: to `time` where it is given, to `limit` where that is what it waited for.
   * True where less time has passed than was foreseen in `now`.
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

  /** As {@link pass}, for what no thread does. */
  goTo(time: Ms): boolean {
    const isEarly = time < this.now;
    this.time = time;
    this.now = time;
    setProgramTime(this.#memory, time);
    return isEarly;
  }
}
