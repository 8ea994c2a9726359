/**
 * A spot names an event of a run by its fields, and its number among the matching ones. Absent fields are not checked.
 */
import type { EventIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { Names } from '../views/names.ts';

export interface Spot {
  /** As the page calls it: 'Ann', 'MainThread'; a process by its name. */
  readonly thread?: string;
  /** Standard name of the operation: 'acquire', 'sleep'. */
  readonly op?: string;
  /** Name of the object in the program. */
  readonly object?: string;
  readonly phase?: keyof typeof Phase;
  /** Prefix of its text: what is printed, put, raised. */
  readonly text?: string;
  /** Its number among the matching events, from 1. Default: the first. */
  readonly nth?: number;
}

const phaseNames = new Map(
  Object.entries(Phase).map(([name, phase]) => [phase, name as keyof typeof Phase]),
);

/** Finds events of one trace by spots; caches names. */
export class Spotter {
  readonly #trace: Trace;
  #names: Names | undefined;
  #taken: ReadonlySet<string> | undefined;
  #count = -1;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** The first match from `from` on and before `until`; -1 if there is none. */
  find(spot: Spot, from: EventIndex = 0, until: EventIndex = this.#trace.length): EventIndex {
    let left = spot.nth ?? 1;
    for (let seq = from; seq < until; seq++) {
      if (this.#says(seq, spot) && --left === 0) return seq;
    }
    return -1;
  }

  /** The page's name of an event's thread. */
  threadAt(seq: EventIndex): string {
    return this.threadName(this.#trace.thread(seq));
  }

  threadName(thread: number): string {
    const { length } = this.#trace;
    if (this.#count !== length) this.#names = this.#taken = undefined;
    this.#count = length;
    this.#names ??= new Names(this.#trace);
    return this.#names.brief(thread);
  }

  /** A spot that finds the event again, in this run and in others that contain it. */
  spotOf(seq: EventIndex): Spot {
    const trace = this.#trace;
    const [thread, op, text] = [trace.thread(seq), trace.op(seq), trace.text(seq)];
    const object = trace.objects[trace.object(seq)]?.name ?? '';
    const phase = phaseNames.get(trace.phase(seq));
    const spot: Spot = {
      ...(thread < 0 ? {} : { thread: this.threadName(thread) }),
      ...(op < 0 ? {} : { op: trace.opName(op) }),
      ...(object === '' ? {} : { object }),
      ...(phase === undefined ? {} : { phase }),
      // Printed text distinguishes lines; other values may differ between runs.
      ...(trace.opInfo(seq)?.writes === undefined || text === ''
        ? {}
        : { text: text.slice(0, 60) }),
    };
    let nth = 0;
    for (let at = 0; at <= seq; at++) if (this.#says(at, spot)) nth++;
    return { ...spot, nth };
  }

  /** Whether it had this name while the name was unique. */
  #isCalled(thread: number, name: string): boolean {
    if (this.threadName(thread) === name) return true;
    const names = this.#names!;
    return names.ownThread(thread) === name && !this.#isTaken(name);
  }

  #isTaken(name: string): boolean {
    this.#taken ??= new Set(this.#trace.threads.map((_, thread) => this.threadName(thread)));
    return this.#taken.has(name);
  }

  #says(seq: EventIndex, { thread, op, object, phase, text }: Spot): boolean {
    const trace = this.#trace;
    if (phase !== undefined && trace.phase(seq) !== Phase[phase]) return false;
    if (op !== undefined && (trace.op(seq) < 0 || trace.opName(trace.op(seq)) !== op)) return false;
    if (object !== undefined && trace.objects[trace.object(seq)]?.name !== object) return false;
    if (text !== undefined && !trace.text(seq).startsWith(text)) return false;
    return thread === undefined || this.#isCalled(trace.thread(seq), thread);
  }
}
