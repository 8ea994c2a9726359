/**
 * Contention: waits per thread and object with their lengths, holds, and hand-overs between threads. One pass over the
 * trace records all waits and holds; any time range is summed from these.
 */
import type { EventIndex, Ms, ObjectIndex, ThreadIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import type { InTurns } from './in-turns.ts';
import { endedHold } from './object-fold.ts';

/**
 * A wait for an object, or for time while holding it. A spurious wake-up does not end it. `end` is Infinity while it
 * lasts.
 */
interface Wait {
  readonly object: ObjectIndex;
  readonly thread: ThreadIndex;
  /** The event that began it. */
  readonly event: EventIndex;
  readonly start: Ms;
  end: Ms;
}

interface Hold {
  readonly object: ObjectIndex;
  readonly thread: ThreadIndex;
  readonly start: Ms;
  end: Ms;
}

/** An object that was held, or had an item, passed to another thread than before. */
interface HandOver {
  readonly object: ObjectIndex;
  readonly time: Ms;
}

interface Get {
  readonly object: ObjectIndex;
  readonly thread: ThreadIndex;
  readonly time: Ms;
}

/** Statistics of one thread on an object, or of all threads together. */
export interface Share {
  /** Number of acquisitions. */
  gets: number;
  waits: number;
  waited: Ms;
  held: Ms;
}

export interface Usage extends Share {
  readonly object: ObjectIndex;
  /** Shortest wait; 0 without waits. */
  least: Ms;
  most: Ms;
  /** The event that began the longest wait; -1 for none. */
  longest: EventIndex;
  handOvers: number;
  readonly threads: Map<ThreadIndex, Share>;
}

const nothing: Share = { gets: 0, waits: 0, waited: 0, held: 0 };

export class Contention implements InTurns {
  readonly #trace: Trace;
  readonly #waits: Wait[] = [];
  readonly #holds: Hold[] = [];
  readonly #gets: Get[] = [];
  readonly #handOvers: HandOver[] = [];
  /** The current wait of each thread. */
  readonly #waiting: (Wait | undefined)[] = [];
  readonly #held = new Map<ObjectIndex, Hold[]>();
  readonly #last = new Map<ObjectIndex, ThreadIndex>();
  #count = 0;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** Reads new events, at most `most`. */
  advance(upTo = this.#trace.length, most = Infinity): boolean {
    const until = Math.min(upTo, this.#count + most);
    while (this.#count < until) this.#eat(this.#count++);
    return this.#count >= upTo;
  }

  /** Per object, longest total wait first. Waits and holds are clipped to [`from`, `to`]. `only`: this object alone. */
  between(from: Ms, to: Ms, only?: ObjectIndex): readonly Usage[] {
    const usages = new Map<ObjectIndex, Usage>();
    const usageOf = (object: ObjectIndex): Usage => {
      let usage = usages.get(object);
      if (usage === undefined) {
        const none = { least: 0, most: 0, longest: -1, handOvers: 0 };
        usages.set(object, (usage = { object, ...nothing, ...none, threads: new Map() }));
      }
      return usage;
    };
    const shareOf = ({ threads }: Usage, thread: ThreadIndex): Share => {
      let share = threads.get(thread);
      if (share === undefined) threads.set(thread, (share = { ...nothing }));
      return share;
    };
    const isOther = (object: ObjectIndex): boolean => only !== undefined && object !== only;
    for (const { object, thread, event, start, end } of this.#waits) {
      if (start > to || end < from || isOther(object)) continue;
      const length = Math.min(end, to) - Math.max(start, from);
      const usage = usageOf(object);
      if (usage.waits === 0 || length < usage.least) usage.least = length;
      if (usage.waits === 0 || length > usage.most) [usage.most, usage.longest] = [length, event];
      for (const one of [usage, shareOf(usage, thread)]) {
        one.waits += 1;
        one.waited += length;
      }
    }
    for (const { object, thread, start, end } of this.#holds) {
      if (start > to || end < from || isOther(object)) continue;
      const usage = usageOf(object);
      const length = Math.min(end, to) - Math.max(start, from);
      usage.held += length;
      shareOf(usage, thread).held += length;
    }
    for (const { object, thread, time } of this.#gets) {
      if (time < from || time > to || isOther(object)) continue;
      const usage = usageOf(object);
      usage.gets += 1;
      shareOf(usage, thread).gets += 1;
    }
    for (const { object, time } of this.#handOvers) {
      if (time >= from && time <= to && !isOther(object)) usageOf(object).handOvers += 1;
    }
    return [...usages.values()].toSorted((a, b) => b.waited - a.waited || b.gets - a.gets);
  }

  #eat(seq: EventIndex): void {
    const trace = this.#trace;
    const thread = trace.thread(seq);
    switch (trace.phase(seq)) {
      case Phase.block:
        this.#block(seq, thread);
        return;
      case Phase.done:
        this.#stop(seq, thread);
        this.#complete(seq, thread);
        return;
      case Phase.fail:
      case Phase.raise:
      case Phase.end:
        this.#stop(seq, thread);
        return;
      default:
    }
  }

  #block(seq: EventIndex, thread: ThreadIndex): void {
    const trace = this.#trace;
    const object = trace.object(seq);
    const now = this.#waiting[thread];
    if (now !== undefined && now.object === object) return;
    this.#stop(seq, thread);
    if (object < 0) return;
    const wait = { object, thread, event: seq, start: trace.time(seq), end: Infinity };
    this.#waits.push(wait);
    this.#waiting[thread] = wait;
  }

  #stop(seq: EventIndex, thread: ThreadIndex): void {
    const wait = this.#waiting[thread];
    if (wait === undefined) return;
    wait.end = this.#trace.time(seq);
    this.#waiting[thread] = undefined;
  }

  #complete(seq: EventIndex, thread: ThreadIndex): void {
    const trace = this.#trace;
    const object = trace.object(seq);
    const info = trace.opInfo(seq);
    if (object < 0 || info === undefined) return;
    const time = trace.time(seq);
    if (info.hold === 'take') {
      this.#gets.push({ object, thread, time });
      this.#handOn(object, thread, this.#last.get(object), time);
      this.#last.set(object, thread);
      const hold = { object, thread, start: time, end: Infinity };
      this.#holds.push(hold);
      const held = this.#held.get(object);
      if (held === undefined) this.#held.set(object, [hold]);
      else held.push(hold);
    } else if (info.hold === 'give') this.#give(object, thread, time);
    else if (info.flow === 'receive') {
      this.#gets.push({ object, thread, time });
      const cause = trace.cause(seq);
      this.#handOn(object, thread, cause < 0 ? undefined : trace.thread(cause), time);
    } else if (info.turn === 'await') this.#gets.push({ object, thread, time });
  }

  #handOn(object: ObjectIndex, to: ThreadIndex, from: ThreadIndex | undefined, time: Ms): void {
    if (from !== undefined && from !== to) this.#handOvers.push({ object, time });
  }

  #give(object: ObjectIndex, thread: ThreadIndex, time: Ms): void {
    const held = this.#held.get(object) ?? [];
    const at = endedHold(
      held.map((one) => one.thread),
      thread,
    );
    const [hold] = held.splice(at, 1);
    if (hold !== undefined) hold.end = time;
  }
}

/**
 * Jain's fairness index of acquisitions, 0 to 1: 1 if all contenders acquired equally often (Jain, Chiu and Hawe 1984).
 * A thread that waited and never acquired counts as 0.
 */
export function fairness({ threads }: Usage): number {
  const gets = [...threads.values()].map((share) => share.gets);
  const sum = gets.reduce((all, one) => all + one, 0);
  const squares = gets.reduce((all, one) => all + one * one, 0);
  return squares === 0 ? 1 : (sum * sum) / (gets.length * squares);
}
