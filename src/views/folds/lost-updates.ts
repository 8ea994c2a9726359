/**
 * Lost updates: a thread reads a variable, another one writes it, and the first writes a value computed from the old
 * one. The write in between is lost.
 *
 * The number lost is what the present value lacks. An update builds on the write whose value it read; following these
 * links back from the present value gives the updates that it contains, and all others are lost. So if a hundred
 * threads each subtract 1, the number lost is what is left over. A write without a preceding read is an assignment: it
 * replaces the value on purpose and loses nothing.
 */
import type { EventIndex, ObjectIndex, ThreadIndex } from '../../base/units.ts';
import { Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import { Series } from './series.ts';

export interface LostUpdate {
  /** The stale read, the lost write, and the write that overwrote it. */
  readonly read: EventIndex;
  readonly lost: EventIndex;
  readonly overwrite: EventIndex;
  readonly loser: ThreadIndex;
  readonly winner: ThreadIndex;
}

/** A write, or the initial value: number of writes up to it, and how many of them its value lacks. */
interface Version {
  readonly seq: EventIndex;
  readonly writer: ThreadIndex;
  readonly writes: number;
  readonly lost: number;
}

interface Reading {
  readonly seq: EventIndex;
  readonly version: Version;
}

interface VariableHistory {
  readonly readings: Map<ThreadIndex, Reading>;
  version: Version;
  /** The last write by another thread than that of `version`. */
  otherWrite: EventIndex;
  readonly lost: Series<{ readonly total: number; readonly latest: LostUpdate | undefined }>;
}

const FIRST: Version = { seq: -1, writer: -1, writes: 0, lost: 0 };
const NOTHING_LOST = { total: 0, latest: undefined } as const;

const isNumber = (kind: string | undefined): boolean => kind === 'variable' || kind === 'value';

export class LostUpdates {
  readonly #variables = new Map<ObjectIndex, VariableHistory>();
  readonly #byWrite = new Map<EventIndex, LostUpdate>();

  eat(trace: Trace, seq: EventIndex): void {
    if (trace.phase(seq) !== Phase.done) return;
    const object = trace.object(seq);
    // Of an array it is not known which element was read.
    if (!isNumber(trace.objects[object]?.kind)) return;
    const access = trace.opInfo(seq)?.access;
    const thread = trace.thread(seq);
    if (access === 'read') {
      const history = this.#history(object);
      history.readings.set(thread, { seq, version: history.version });
    } else if (access === 'write') this.#write(this.#history(object), thread, seq, trace);
  }

  /** Number of updates that the value lacks after the first `count` events, and the latest write that lost one. */
  at(object: ObjectIndex, count: number): { total: number; latest: LostUpdate | undefined } {
    return this.#variables.get(object)?.lost.at(count) ?? NOTHING_LOST;
  }

  /** The update that this write lost, if any. */
  lostBy(write: EventIndex): LostUpdate | undefined {
    return this.#byWrite.get(write);
  }

  #write(history: VariableHistory, thread: ThreadIndex, seq: EventIndex, trace: Trace): void {
    const { version, readings } = history;
    const reading = readings.get(thread);
    const writes = version.writes + 1;
    // The values read and written now differ by this one update; the writes in between are lost.
    const lost = reading
      ? writes - 1 - (reading.version.writes - reading.version.lost)
      : version.lost;
    const before = history.lost.last ?? NOTHING_LOST;
    const overwritten = version.writer === thread ? history.otherWrite : version.seq;
    let { latest } = before;
    if (reading && overwritten > reading.seq) {
      const loser = trace.thread(overwritten);
      latest = { read: reading.seq, lost: overwritten, overwrite: seq, loser, winner: thread };
      this.#byWrite.set(seq, latest);
    }
    if (lost !== before.total || latest !== before.latest) {
      history.lost.push(seq, { total: lost, latest: lost > 0 ? latest : undefined });
    }
    readings.delete(thread);
    if (version.writer !== thread) history.otherWrite = version.seq;
    history.version = { seq, writer: thread, writes, lost };
  }

  #history(object: ObjectIndex): VariableHistory {
    let history = this.#variables.get(object);
    if (!history) {
      history = { readings: new Map(), version: FIRST, otherWrite: -1, lost: new Series() };
      this.#variables.set(object, history);
    }
    return history;
  }
}
