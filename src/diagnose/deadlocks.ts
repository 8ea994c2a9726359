/**
 * Deadlock, as soon as it happens: a cycle of threads that wait for each other, even if others continue; and threads
 * that wait for something that no remaining thread can do (see `waits.ts`).
 */
import type { EventIndex, ThreadIndex } from '../base/units.ts';
import { EndStatus, Phase } from '../trace/format.ts';
import type { Detector, Scene } from './detector.ts';
import { clause, type Clause } from './finding.ts';
import type { Happening } from './happening.ts';
import type { Standing } from './standing.ts';
import { circleFrom, isHopeless, lostThreads, needs } from './waits.ts';
import { Whys } from './whys.ts';

/** Number of sleeps after which a daemon counts as only ticking. */
const TICKS = 3;

/** Maximum number of sentences in a finding. */
const MOST_TOLD = 8;

export class Deadlocks implements Detector {
  readonly #scene: Scene;
  readonly #whys: Whys;
  /** Threads whose deadlock has been reported. */
  readonly #told = new Set<ThreadIndex>();
  /** Number of threads that can continue, by process. */
  readonly #moving: number[] = [];
  /** The event after which to look for endless waits; -1 for none. */
  #pending: EventIndex = -1;
  readonly #isMoving: boolean[] = [];
  /** Daemons that have only slept and printed since all others wait, and how often. */
  readonly #ticks = new Map<ThreadIndex, number>();

  constructor(scene: Scene) {
    this.#scene = scene;
    this.#whys = new Whys(scene.standings);
  }

  eat(e: Happening): void {
    this.#whys.eat(e);
    const { standings } = this.#scene;
    const changed = e.phase === Phase.wake ? e.other : e.thread;
    const thread = standings.threads[changed];
    if (thread === undefined) return;
    const { process } = thread;
    const canMove = thread.run === 'free' || (thread.run === 'blocked' && thread.hasLimit);
    if (canMove !== (this.#isMoving[changed] ?? false)) {
      this.#isMoving[changed] = canMove;
      this.#moving[process] = (this.#moving[process] ?? 0) + (canMove ? 1 : -1);
    }
    if (e.isStart) this.#start(e.other);
    if (canMove) this.#told.delete(changed);
    if (e.phase === Phase.block || e.phase === Phase.end || e.phase === Phase.exit) {
      if (e.phase === Phase.block && isHopeless(standings, thread)) this.#findCircle(e, thread);
      if ((this.#moving[process] ?? 0) === 0) this.#pending = e.seq;
    }
    this.#tick(e, thread);
  }

  /** Called before an event is read: a process's end events come together, and wake others right after. */
  before(next: Phase): void {
    const goesOn = next === Phase.wake || next === Phase.end || next === Phase.exit;
    if (this.#pending >= 0 && !goesOn) this.settle();
  }

  /** No event follows for now: all wake-ups have happened. */
  settle(): void {
    const at = this.#pending;
    this.#pending = -1;
    if (at >= 0) this.#findLost(at);
  }

  #start(other: ThreadIndex): void {
    const process = this.#scene.standings.threads[other]?.process ?? -1;
    if (this.#isMoving[other] === true) return;
    this.#isMoving[other] = true;
    this.#moving[process] = (this.#moving[process] ?? 0) + 1;
  }

  #findCircle(e: Happening, thread: Standing): void {
    const circle = circleFrom(this.#scene.standings, thread);
    if (circle === undefined || circle.every(({ index }) => this.#told.has(index))) return;
    const count = circle.length;
    const processes = new Set(circle.map(({ process }) => process)).size;
    const round = processes === count ? 'deadlock.processes' : 'deadlock.circle';
    const key = count === 1 ? 'deadlock.self' : round;
    const besides = [...this.#decided(circle), ...this.#besides(circle)];
    this.#tell('deadlock', e.seq, circle, clause(key, e.seq, { count }), besides);
  }

  /**
   * The last thread in the cycle to acquire what the next one was going to want: from then on the cycle could only
   * close.
   */
  #decided(circle: readonly Standing[]): Clause[] {
    const { things } = this.#scene.standings;
    if (circle.length === 1) return [];
    const takes = circle.map(({ object }) => ({ object, since: things[object]?.since[0] ?? -1 }));
    if (takes.some(({ since }) => since < 0)) return this.#joining(circle);
    const { object, since } = takes.reduce((last, one) => (one.since > last.since ? one : last));
    const thread = things[object]!.holders[0]!;
    return [clause('deadlock.decided', since, { thread: { thread }, object: { object } })];
  }

  /** A thread that began to join another while holding what that one was going to want. */
  #joining(circle: readonly Standing[]): Clause[] {
    const wanted = new Set(circle.map(({ object }) => object));
    for (const { index, object, blockedBy, since, holds } of circle) {
      const held = holds.find((one) => wanted.has(one.object));
      if (object >= 0 || held === undefined) continue;
      const who = { thread: { thread: index }, other: { thread: blockedBy } };
      return [clause('deadlock.joining', since, { ...who, object: { object: held.object } })];
    }
    return [];
  }

  /** Other waiters, so that the number of blocked threads is complete. */
  #besides(circle: readonly Standing[]): Clause[] {
    const { standings } = this.#scene;
    const isMore = (t: Standing) =>
      !circle.includes(t) && !t.isInner && t.object < 0 && isHopeless(standings, t);
    const more = standings.threads.filter(isMore).map(({ index }) => index);
    if (more.length === 0) return [];
    const count = circle.length + more.length;
    return [clause('deadlock.besides', -1, { threads: { threads: more }, count })];
  }

  #findLost(seq: EventIndex): void {
    this.#tellLost(seq, [...lostThreads(this.#scene.standings)], 'stuck.all');
  }

  #tellLost(seq: EventIndex, lost: readonly Standing[], key: 'stuck.all' | 'stuck.besides'): void {
    // A recording of a real program does not contain everything that could end a wait, but it contains what happened
    // later.
    if (lost.some((t) => this.#goesOn(t, seq))) return;
    const news = lost.filter((t) => !this.#told.has(t.index) && !this.#follows(t));
    // Daemon threads may wait for ever: they end with their process.
    const mine = news.filter((t) => !t.isDaemon && !t.isInner && !this.#isLast(t));
    if (mine.length === 0) return;
    // Threads that join others wait because of those.
    const first = mine.filter((t) => t.object >= 0);
    const roots = first.length > 0 ? first : mine;
    const rest = news.filter((t) => !roots.includes(t) && !t.isInner);
    const threads = [...roots, ...rest.toSorted((a, b) => Number(a.isDaemon) - Number(b.isDaemon))];
    for (const { index } of threads) this.#told.add(index);
    if (roots.every((t) => this.#isAbandoned(t))) return;
    const kind = roots.every((t) => this.#isTooLate(t)) ? 'missed-notify' : 'stuck';
    const values = { count: threads.length, thread: { thread: roots[0]!.index } };
    this.#tell(kind, seq, threads, clause(key, seq, values));
  }

  /** Whether its wait ends later in the trace. */
  #goesOn({ index }: Standing, seq: EventIndex): boolean {
    const { trace } = this.#scene.standings;
    for (let later = seq + 1; later < trace.length; later++) {
      if (trace.thread(later) !== index) continue;
      const phase = trace.phase(later);
      return phase === Phase.done || phase === Phase.fail || phase === Phase.raise;
    }
    return false;
  }

  /**
   * Whether it waits for the last remaining thread to end: there are others, then, that wait for something else, or are
   * about to end.
   */
  #isLast({ op, object, blockedBy }: Standing): boolean {
    const isJoin = this.#scene.standings.trace.ops[op]?.wait === 'join';
    return isJoin && object < 0 && blockedBy < 0;
  }

  /** Whether it waits for the lock of a killed thread, which is a finding of its own. */
  #isAbandoned({ object }: Standing): boolean {
    const { things, threads } = this.#scene.standings;
    const thing = things[object];
    return thing?.isLock === true && threads[thing.holders[0] ?? -1]?.end === EndStatus.killed;
  }

  /** Whether the last notify on its condition came before it waited. */
  #isTooLate({ object, since }: Standing): boolean {
    const thing = this.#scene.standings.things[object];
    const call = this.#whys.lastNotify(object);
    return thing?.details.kind === 'condition' && call !== undefined && call.seq < since;
  }

  /** Whether it only waits for a thread whose deadlock has been reported. */
  #follows(thread: Standing): boolean {
    const { standings } = this.#scene;
    const { threads } = standings;
    let at: Standing | undefined = thread;
    for (let i = 0; i < threads.length && at !== undefined && isHopeless(standings, at); i++) {
      if (this.#told.has(at.index)) return true;
      // It joins several others.
      if (at.object < 0 && at.blockedBy < 0) return this.#told.size > 0;
      at = threads[needs(standings, at)];
    }
    return false;
  }

  #tell(
    kind: 'deadlock' | 'stuck' | 'missed-notify',
    seq: EventIndex,
    threads: readonly Standing[],
    headline: Clause,
    besides: readonly Clause[] = [],
  ): void {
    const parts = once(threads.slice(0, MOST_TOLD).flatMap((t) => this.#whys.explain(t)));
    for (const { index } of threads) this.#told.add(index);
    const objects = [...new Set(threads.map((t) => t.object))].filter((object) => object >= 0);
    const who = threads.map(({ index }) => index);
    const subject = who.toSorted((a, b) => a - b).join();
    this.#scene.ledger.add(kind, subject, {
      seq,
      says: [headline, ...besides, ...parts],
      threads: who,
      objects,
    });
  }

  /** Daemon threads continue, but only sleep and print, and all others wait for ever: no help will come. */
  #tick(e: Happening, thread: Standing): void {
    if (!thread.isDaemon || e.object >= 0) {
      if (this.#ticks.size > 0) this.#ticks.clear();
      return;
    }
    if (e.phase !== Phase.block || !thread.hasLimit) return;
    const ticks = (this.#ticks.get(thread.index) ?? 0) + 1;
    this.#ticks.set(thread.index, ticks);
    if (ticks < TICKS) return;
    const { standings } = this.#scene;
    const waiting: Standing[] = [];
    for (const t of standings.threads) {
      if (t.run === 'ended' || t.run === 'new') continue;
      if (isHopeless(standings, t)) waiting.push(t);
      else if (!t.isDaemon || (this.#ticks.get(t.index) ?? 0) < TICKS) return;
    }
    this.#tellLost(e.seq, waiting, 'stuck.besides');
  }
}

/** An event that decided for several threads is reported once. */
const once = (clauses: readonly Clause[]): Clause[] => [
  ...new Map(clauses.map((one) => [JSON.stringify(one), one])).values(),
];
