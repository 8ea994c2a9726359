/**
 * A notify that nobody heard, and a wait that came too late for it and ended by its timeout.
 *
 * A program that looks before it waits loses nothing by that, and a condition may be notified for something that is
 * over by then. So it is told only if the waiter took the lock as the first after the notifier, and looked at nothing
 * that threads share between taking it and waiting, as far as the trace shows: then nothing had told it of the notify.
 * (Without a timeout, the thread waits for ever: `deadlocks.ts`.)
 */
import { appendTo } from '../base/append-to.ts';
import type { EventIndex, ObjectIndex, ThreadIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Detector, Scene } from './detector.ts';
import { clause } from './finding.ts';
import type { Happening } from './happening.ts';
import type { Thing } from './standing.ts';

/** The last notify on a condition, if nobody was waiting. */
interface Call {
  readonly seq: EventIndex;
  readonly thread: ThreadIndex;
  /** The first thread to take the lock since; -1 for none yet. */
  taker: ThreadIndex;
  /** Its wait since then; -1 for none. */
  wait: EventIndex;
}

export class UnheardNotifies implements Detector {
  readonly #scene: Scene;
  readonly #calls = new Map<ObjectIndex, Call>();
  /** Conditions of each lock. */
  readonly #conditions = new Map<ObjectIndex, ObjectIndex[]>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  eat(e: Happening): void {
    const thing = this.#scene.standings.things[e.object];
    if (e.phase === Phase.object) this.#made(e.object, thing);
    if (thing === undefined) return;
    const isCondition = thing.details.kind === 'condition';
    if (this.#calls.size > 0) this.#forget(e, thing);
    if (e.info.hold !== undefined || !isCondition) return;
    if (e.info.wait === 'sync') this.#wait(e);
    else if (e.phase === Phase.done && e.info.turn === undefined) this.#notify(e, thing);
  }

  #made(object: ObjectIndex, thing: Thing | undefined): void {
    const lock = thing?.details.kind === 'condition' ? thing.details.of : undefined;
    if (lock !== undefined) appendTo(this.#conditions, lock, object);
  }

  #notify(e: Happening, { waiting }: Thing): void {
    if (waiting.length > 0) this.#calls.delete(e.object);
    else this.#calls.set(e.object, { seq: e.seq, thread: e.thread, taker: -1, wait: -1 });
  }

  /** Drops calls that a thread may have learned of in another way. */
  #forget(e: Happening, { details: { kind } }: Thing): void {
    if (e.info.hold !== undefined) {
      if (e.info.hold === 'take' && e.phase === Phase.done) this.#take(e);
      return;
    }
    if (kind === 'condition' || e.info.writes !== undefined) return;
    for (const [condition, { taker, wait }] of this.#calls)
      if (taker === e.thread && wait < 0) this.#calls.delete(condition);
  }

  #take(e: Happening): void {
    for (const condition of [e.object, ...(this.#conditions.get(e.object) ?? [])]) {
      const call = this.#calls.get(condition);
      if (call === undefined || call.wait >= 0) continue;
      if (call.taker < 0) call.taker = e.thread;
      else this.#calls.delete(condition);
    }
  }

  #wait(e: Happening): void {
    const call = this.#calls.get(e.object);
    if (call === undefined) return;
    if (e.phase === Phase.block && call.wait < 0 && call.taker === e.thread && e.value >= 0) {
      call.wait = e.seq;
      return;
    }
    this.#calls.delete(e.object);
    if (e.phase === Phase.fail && call.wait >= 0 && call.wait === e.waitedSince)
      this.#tell(e, call);
  }

  #tell(e: Happening, { seq, thread: other, wait }: Call): void {
    const { trace } = this.#scene.standings;
    const { thread, object } = e;
    const values = { thread: { thread }, object: { object } };
    const length = { duration: e.time - trace.time(wait) };
    this.#scene.ledger.add('unheard-notify', `${object} ${thread}`, {
      seq: e.seq,
      says: [
        clause('unheard.vain', e.seq, { ...values, length }),
        clause('unheard.call', seq, { object: { object }, other: { thread: other } }),
        clause('unheard.late', wait, values),
      ],
      threads: [thread, other],
      objects: [object],
    });
  }
}
