/**
 * Happens-before order of events (Lamport 1978): by synchronisation between threads, not by the accident of one
 * schedule.
 *
 * A thread's start is before everything it does, its end before a join; a release of a lock before the next acquire; a
 * put or send before the get or receive of that item, and a get from a full queue before the put that it makes room
 * for; set() before the wait() that it ends; arriving at a barrier before leaving it; task_done() before the join() of
 * its queue; a waker before the woken thread; a signal before its handler.
 *
 * `isOrdered` counts all of these. `isDecided` leaves out locks, whose order may be reversed in another run.
 */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Happening } from './happening.ts';
import type { Standings, Thing } from './standing.ts';
import { Gathered, VectorClocks, type Epoch, type Stamp } from './vector-clock.ts';

/** An instant of a thread, in both orders. */
export interface Instant {
  readonly thread: ThreadIndex;
  readonly ordered: Epoch | undefined;
  readonly decided: Epoch | undefined;
}

/** One of the two orders. */
class Order {
  readonly clocks = new VectorClocks();
  readonly #standings: Standings;
  readonly #withLocks: boolean;
  /** Stamps by sending event, until received. */
  readonly #sent = new Map<EventIndex, Stamp>();
  readonly #ends = new Map<ThreadIndex, Stamp>();
  readonly #locks = new Map<ObjectIndex, Stamp>();
  readonly #gathered = new Map<string, Gathered>();

  constructor(standings: Standings, withLocks: boolean) {
    this.#standings = standings;
    this.#withLocks = withLocks;
  }

  eat(e: Happening): void {
    const { clocks } = this;
    switch (e.phase) {
      case Phase.start: {
        clocks.start(e.thread, this.#sent.get(e.cause));
        this.#sent.delete(e.cause);
        return;
      }
      case Phase.end: {
        const stamp = clocks.end(e.thread);
        if (stamp !== undefined) this.#ends.set(e.thread, stamp);
        return;
      }
      case Phase.wake:
        this.#wake(e);
        return;
      case Phase.done:
        this.#complete(e);
        return;
      case Phase.raise:
        if (e.cause >= 0) this.#receive(e);
        return;
      default:
    }
  }

  #wake(e: Happening): void {
    const thing = this.#standings.things[e.object];
    if (!this.#withLocks && thing !== undefined && isLockLike(thing)) return;
    this.clocks.receive(e.other, this.clocks.send(e.thread));
  }

  #complete(e: Happening): void {
    const { info, thread } = e;
    const { clocks } = this;
    if (e.isStart) this.#send(e);
    else if (info.life === 'join' || info.life === 'reap') {
      clocks.receive(thread, this.#ends.get(e.other));
    } else if (info.life === 'leave') this.#joinAll(thread);
    if (info.signal === 'send') this.#gather(`s${this.#processOf(e.other)}`, thread);
    else if (info.signal === 'handle') this.#hear(`s${this.#processOf(thread)}`, thread);
    const thing = this.#standings.things[e.object];
    if (thing !== undefined) this.#touch(e, thing);
  }

  #touch(e: Happening, thing: Thing): void {
    const { info, thread, object } = e;
    const { clocks } = this;
    if (info.access !== undefined) return;
    if (isLockLike(thing)) {
      if (this.#withLocks) this.#lock(e, thing);
      return;
    }
    if (info.flow === 'send') {
      this.#send(e);
      if (thing.details.limit > 0) this.#hear(`r${object}`, thread);
      return;
    }
    if (info.flow === 'receive') {
      this.#receive(e);
      if (thing.details.limit > 0) this.#gather(`r${object}`, thread);
      return;
    }
    if (info.turn === 'finish') this.#gather(`f${object}`, thread);
    else if (info.turn === 'await-finished') this.#hear(`f${object}`, thread);
    if (thing.isQueue || thing.means === 'depth') return;
    if (thing.details.kind === 'event') {
      if (info.turn === undefined) {
        if (e.value === 1) this.#gather(`o${object}`, thread);
      } else if (info.turn === 'await' || e.value === 1) this.#hear(`o${object}`, thread);
      return;
    }
    // A notify orders by its wake-up.
    if (thing.details.kind === 'condition') return;
    const key = `o${object}`;
    this.#gather(key, thread);
    clocks.receive(thread, this.#gathered.get(key)?.stamp);
  }

  #lock(e: Happening, thing: Thing): void {
    const { hold } = e.info;
    if (hold === undefined) return;
    if (thing.isLock) {
      if (hold === 'take') this.clocks.receive(e.thread, this.#locks.get(e.object));
      else {
        const stamp = this.clocks.send(e.thread);
        if (stamp !== undefined) this.#locks.set(e.object, stamp);
      }
    } else if (hold === 'take') this.#hear(`o${e.object}`, e.thread);
    else this.#gather(`o${e.object}`, e.thread);
  }

  #send(e: Happening): void {
    const stamp = this.clocks.send(e.thread);
    if (stamp !== undefined) this.#sent.set(e.seq, stamp);
  }

  #receive(e: Happening): void {
    this.clocks.receive(e.thread, this.#sent.get(e.cause));
    this.#sent.delete(e.cause);
  }

  #gather(key: string, thread: ThreadIndex): void {
    let all = this.#gathered.get(key);
    if (all === undefined) this.#gathered.set(key, (all = new Gathered()));
    all.add(this.clocks.send(thread));
  }

  #hear(key: string, thread: ThreadIndex): void {
    this.clocks.receive(thread, this.#gathered.get(key)?.stamp);
  }

  /** A thread that waits for the others of its process knows everything that they did. */
  #joinAll(thread: ThreadIndex): void {
    const process = this.#processOf(thread);
    for (const { index, run } of this.#standings.threads) {
      if (run === 'ended' && this.#processOf(index) === process) {
        this.clocks.receive(thread, this.#ends.get(index));
      }
    }
  }

  #processOf(thread: ThreadIndex): number {
    return this.#standings.threads[thread]?.process ?? -1;
  }
}

const isLockLike = (thing: Thing): boolean => thing.isLock || thing.means === 'permits';

export class HappensBefore {
  readonly #ordered: Order;
  readonly #decided: Order;
  /** The last requested instant of each thread. */
  readonly #instants: Instant[] = [];

  constructor(standings: Standings) {
    this.#ordered = new Order(standings, true);
    this.#decided = new Order(standings, false);
  }

  eat(e: Happening): void {
    this.#ordered.eat(e);
    this.#decided.eat(e);
  }

  now(thread: ThreadIndex): Instant {
    const ordered = this.#ordered.clocks.now(thread);
    const decided = this.#decided.clocks.now(thread);
    const before = this.#instants[thread];
    if (before?.ordered === ordered && before?.decided === decided && before) return before;
    return (this.#instants[thread] = { thread, ordered, decided });
  }

  /** Whether `instant` happens before what the thread does now. */
  isOrdered({ thread: who, ordered }: Instant, thread: ThreadIndex): boolean {
    return (
      who === thread || ordered === undefined || this.#ordered.clocks.isBefore(ordered, thread)
    );
  }

  /** Whether that holds in every run: something other than locks orders the two. */
  isDecided({ thread: who, decided }: Instant, thread: ThreadIndex): boolean {
    return (
      who === thread || decided === undefined || this.#decided.clocks.isBefore(decided, thread)
    );
  }
}
