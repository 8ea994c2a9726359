/**
 * Vector clocks (Mattern 1989; Fidge 1991), in FastTrack's representation (Flanagan and Freund, PLDI 2009): a thread's
 * own time separate from its knowledge of others, so that a release costs a reference and a redundant acquire one
 * comparison. The component of an ended thread is reused by a later thread that knows of its end, which loses nothing.
 */

/** Knowledge of a thread at one instant: the times of others by component, and its own. Immutable. */
export interface Stamp {
  readonly known: Uint32Array;
  readonly place: number;
  readonly time: number;
}

/** One instant of one thread. */
export interface Epoch {
  readonly place: number;
  readonly time: number;
}

interface Clock {
  known: Uint32Array;
  /** `known` is shared with a stamp: copy before writing. */
  isShared: boolean;
  place: number;
  time: number;
  /** The present instant, once requested. */
  now: Epoch | undefined;
}

/** Maximum number of components: threads alive at once. Threads beyond it are not tracked. */
const MOST_PLACES = 512;

const NOTHING = new Uint32Array(0);

export class VectorClocks {
  readonly #threads: (Clock | undefined)[] = [];
  /** Ended threads whose components may be reused. */
  readonly #free: Epoch[] = [];
  #places = 0;

  /** Starts a thread with the knowledge of `stamp`. */
  start(thread: number, stamp: Stamp | undefined): void {
    const clock: Clock = { known: NOTHING, isShared: true, place: -1, time: 1, now: undefined };
    this.#threads[thread] = clock;
    if (stamp !== undefined) this.#learn(clock, stamp);
    const at = this.#free.findIndex((epoch) => hasSeen(clock, epoch));
    const taken = at >= 0 ? this.#free.splice(at, 1)[0] : undefined;
    if (taken !== undefined) {
      clock.place = taken.place;
      clock.time = taken.time + 1;
    } else if (this.#places < MOST_PLACES) clock.place = this.#places++;
  }

  end(thread: number): Stamp | undefined {
    const stamp = this.send(thread);
    const clock = this.#threads[thread];
    if (stamp !== undefined && clock !== undefined && clock.place >= 0) {
      this.#free.push({ place: clock.place, time: clock.time });
    }
    this.#threads[thread] = undefined;
    return stamp;
  }

  /** The thread's present knowledge; whatever it does afterwards comes after it. */
  send(thread: number): Stamp | undefined {
    const clock = this.#threads[thread];
    if (clock === undefined || clock.place < 0) return undefined;
    clock.isShared = true;
    return { known: clock.known, place: clock.place, time: clock.time++ };
  }

  receive(thread: number, stamp: Stamp | undefined): void {
    const clock = this.#threads[thread];
    if (clock !== undefined && stamp !== undefined) this.#learn(clock, stamp);
  }

  now(thread: number): Epoch | undefined {
    const clock = this.#threads[thread];
    if (clock === undefined || clock.place < 0) return undefined;
    const { place, time } = clock;
    return clock.now?.time === time ? clock.now : (clock.now = { place, time });
  }

  /** Whether `epoch` happens before what the thread does now. */
  isBefore(epoch: Epoch, thread: number): boolean {
    const clock = this.#threads[thread];
    return clock === undefined || clock.place < 0 || hasSeen(clock, epoch);
  }

  #learn(clock: Clock, { known, place, time }: Stamp): void {
    if (place === clock.place || time <= (clock.known[place] ?? 0)) return;
    const size = Math.max(known.length, place + 1, clock.known.length);
    if (clock.isShared || clock.known.length < size) {
      const copy = new Uint32Array(size);
      copy.set(clock.known);
      clock.known = copy;
      clock.isShared = false;
    }
    const mine = clock.known;
    for (let i = 0; i < known.length; i++) if (known[i]! > mine[i]!) mine[i] = known[i]!;
    mine[place] = time;
  }
}

const hasSeen = (clock: Clock, { place, time }: Epoch): boolean =>
  place === clock.place ? time <= clock.time : time <= (clock.known[place] ?? 0);

/** Joins the stamps of several senders, for a receiver of all. */
export class Gathered {
  #known = NOTHING;
  #last: Stamp | undefined;

  add(stamp: Stamp | undefined): void {
    if (stamp === undefined) return;
    const size = Math.max(this.#known.length, stamp.known.length, stamp.place + 1);
    const all = new Uint32Array(size);
    all.set(this.#known);
    stamp.known.forEach((time, i) => {
      if (time > all[i]!) all[i] = time;
    });
    all[stamp.place] = Math.max(all[stamp.place]!, stamp.time);
    this.#known = all;
    this.#last = { known: all, place: stamp.place, time: all[stamp.place]! };
  }

  get stamp(): Stamp | undefined {
    return this.#last;
  }
}
