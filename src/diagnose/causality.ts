/**
 * Events before an event, after it, and concurrent with it (neither, so that another run may have the opposite order).
 * Computed with vector clocks, in the order that includes lock hand-overs (see `happens-before.ts`).
 *
 * In each thread the events before form a prefix, the events after a suffix. So two events per thread suffice, and
 * those between are concurrent.
 */
import type { EventIndex, ThreadIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { HappensBefore, type Instant } from './happens-before.ts';
import { Happening } from './happening.ts';
import { Standings } from './standing.ts';

export interface Cone {
  readonly event: EventIndex;
  /** The event's thread. */
  readonly thread: ThreadIndex;
  /** By thread: the last event that happens before, -1 for none. */
  readonly lastBefore: readonly EventIndex[];
  /** By thread: the first event that happens after, -1 for none. */
  readonly firstAfter: readonly EventIndex[];
  /** Number of events in each set. */
  readonly before: number;
  readonly after: number;
  readonly concurrent: number;
}

/** The acting thread of an event: for a wake the waker. -1 for a declaration and for the engine. */
const actorOf = (trace: Trace, seq: EventIndex): ThreadIndex =>
  trace.phase(seq) <= Phase.object ? -1 : trace.thread(seq);

/** Over the first `until` events of the trace. undefined for an event without a thread. */
export function coneOf(trace: Trace, event: EventIndex, until = trace.length): Cone | undefined {
  const thread = event < 0 || event >= trace.length ? -1 : actorOf(trace, event);
  if (thread < 0) return undefined;
  const walk = new Walk(trace);
  const lastBefore: EventIndex[] = trace.threads.map(() => -1);
  const firstAfter: EventIndex[] = trace.threads.map(() => -1);
  let [before, after, concurrent] = [0, 0, 0];
  const past: (Instant | undefined)[] = [];
  for (let seq = 0; seq <= event; seq++) past.push(walk.step(seq));
  const chosen = past.pop();
  for (const [seq, instant] of past.entries()) {
    if (instant === undefined) continue;
    if (!walk.isKnown(instant, thread)) concurrent += 1;
    else {
      before += 1;
      lastBefore[instant.thread] = seq;
    }
  }
  for (let seq = event + 1; seq < until; seq++) {
    const instant = walk.step(seq);
    if (instant === undefined || chosen === undefined) continue;
    if (!walk.isKnown(chosen, instant.thread)) concurrent += 1;
    else {
      after += 1;
      if (firstAfter[instant.thread] === -1) firstAfter[instant.thread] = seq;
    }
  }
  return { event, thread, lastBefore, firstAfter, before, after, concurrent };
}

/** Walks a trace with its happens-before order. */
class Walk {
  readonly #trace: Trace;
  readonly #standings: Standings;
  readonly #order: HappensBefore;
  readonly #e: Happening;
  /** Knowledge of an ended thread: the epochs of others that it had seen. */
  readonly #ended = new Map<
    ThreadIndex,
    { readonly instant: Instant; readonly seen: Set<Instant> }
  >();
  readonly #known = new Set<Instant>();

  constructor(trace: Trace) {
    this.#trace = trace;
    this.#standings = new Standings(trace);
    this.#order = new HappensBefore(this.#standings);
    this.#e = new Happening(trace);
  }

  /** Reads an event; returns its instant, if it has a thread. */
  step(seq: EventIndex): Instant | undefined {
    const e = this.#e;
    e.read(seq);
    const actor = actorOf(this.#trace, seq);
    const isBegun = actor >= 0 && e.phase !== Phase.start;
    // A sent stamp carries the time before the event.
    const early = isBegun ? this.#order.now(actor) : undefined;
    if (e.phase === Phase.end && early !== undefined) this.#keepEnd(actor, early);
    this.#standings.apply(e);
    this.#order.eat(e);
    if (actor < 0) return undefined;
    // Events that a thread causes after its end.
    const end = this.#ended.get(actor);
    const instant = end?.instant ?? early ?? this.#order.now(actor);
    this.#known.add(instant);
    return instant;
  }

  /** Whether the instant happens before the thread's current or last event. */
  isKnown(instant: Instant, thread: ThreadIndex): boolean {
    if (instant.thread === thread) return true;
    if (instant.ordered === undefined) return false;
    const end = this.#ended.get(thread);
    return end === undefined ? this.#order.isOrdered(instant, thread) : end.seen.has(instant);
  }

  #keepEnd(thread: ThreadIndex, instant: Instant): void {
    const seen = new Set([...this.#known].filter((one) => this.isKnown(one, thread)));
    this.#ended.set(thread, { instant, seen });
  }
}
