/**
 * Vector clocks (Mattern 1989; Fidge 1991), kept as FastTrack keeps them (Flanagan and Freund, PLDI 2009): a thread's own
 * time apart from what it knows of others, so that a release costs a reference and an acquire of what is known already
 * one comparison. A thread that has ended leaves its place to a later one that knows of its end: nothing is lost by that.
 */

/** What a thread knew at one instant: the times of the others by place, and its own. Never changes. */
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
  /** `known` is in a stamp: copy it before changing it. */
  isShared: boolean;
  place: number;
  time: number;
  /** The present instant, once somebody has asked for it. */
  now: Epoch | undefined;
}

/** Places at most: threads that are alive at once. What others do then goes unseen. */
const MOST_PLACES = 512;

const NOTHING = new Uint32Array(0);

export class VectorClocks {
  readonly #threads: (Clock | undefined)[] = [];
  /** Ended threads whose places may be taken over. */
  readonly #free: Epoch[] = [];
  #places = 0;

  /** A thread begins, knowing what `stamp` knows. */
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

  /** What the thread knows now; what it does from now on comes after it. */
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

  /** Whether what happened at `epoch` is known to have happened before what the thread does now. */
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

/** What several have sent, for whoever receives all of it. */
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
