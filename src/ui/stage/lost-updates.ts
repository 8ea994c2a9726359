/**
 * Lost updates: a thread reads a variable, another one writes it, and the first writes what it made of the old value.
 * The write in between is gone. A write counts once, however many it wiped out; a write without a read before it is an
 * assignment, not an update, and loses nothing.
 */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../../base/units.ts';
import { Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import { Series } from './series.ts';

export interface LostUpdate {
  /** The read that was out of date when it was used, the write that was lost, the write that lost it. */
  readonly read: EventIndex;
  readonly lost: EventIndex;
  readonly overwrite: EventIndex;
  readonly loser: ThreadIndex;
  readonly winner: ThreadIndex;
}

interface VariableHistory {
  readonly reads: Map<ThreadIndex, EventIndex>;
  /** The last write and, for its own thread's stale writes, the last one by anybody else. */
  lastWrite: EventIndex;
  lastWriter: ThreadIndex;
  otherWrite: EventIndex;
  readonly updates: Series<LostUpdate>;
}

export class LostUpdates {
  readonly #variables = new Map<ObjectIndex, VariableHistory>();
  readonly #byWrite = new Map<EventIndex, LostUpdate>();

  eat(trace: Trace, seq: EventIndex): void {
    if (trace.phase(seq) !== Phase.done) return;
    const object = trace.object(seq);
    if (object < 0 || trace.objects[object]?.kind !== 'variable') return;
    const name = trace.opInfo(seq)?.name;
    if (name === 'read') this.#history(object).reads.set(trace.thread(seq), seq);
    else if (name === 'write') this.#write(this.#history(object), trace.thread(seq), seq, trace);
  }

  /** How many updates of the variable were lost among the first `count` events, and the latest of them. */
  at(object: ObjectIndex, count: number): { total: number; latest: LostUpdate | undefined } {
    const updates = this.#variables.get(object)?.updates;
    if (!updates) return { total: 0, latest: undefined };
    const total = updates.changes(count);
    return { total, latest: updates.nth(total - 1) };
  }

  /** The update that this write lost, if it lost one. */
  lostBy(write: EventIndex): LostUpdate | undefined {
    return this.#byWrite.get(write);
  }

  #write(history: VariableHistory, thread: ThreadIndex, seq: EventIndex, trace: Trace): void {
    const read = history.reads.get(thread) ?? -1;
    const lost = history.lastWriter === thread ? history.otherWrite : history.lastWrite;
    if (read >= 0 && lost > read) {
      const loser = trace.thread(lost);
      const update = { read, lost, overwrite: seq, loser, winner: thread };
      history.updates.push(seq, update);
      this.#byWrite.set(seq, update);
    }
    history.reads.delete(thread);
    if (history.lastWriter !== thread) history.otherWrite = history.lastWrite;
    history.lastWrite = seq;
    history.lastWriter = thread;
  }

  #history(object: ObjectIndex): VariableHistory {
    let history = this.#variables.get(object);
    if (!history) {
      history = {
        reads: new Map(),
        lastWrite: -1,
        lastWriter: -1,
        otherWrite: -1,
        updates: new Series(),
      };
      this.#variables.set(object, history);
    }
    return history;
  }
}
