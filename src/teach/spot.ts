/** How data names an event of a run: by what it says, and which of those that say so. What is absent is not asked. */
import type { EventIndex } from '../base/units.ts';
import { Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { Names } from '../views/names.ts';

export interface Spot {
  /** As the page calls it: 'Ann', 'MainThread'; a process by its name. */
  readonly thread?: string;
  /** Standard name of the operation: 'acquire', 'sleep'. */
  readonly op?: string;
  /** Name of the object, as the program calls it. */
  readonly object?: string;
  readonly phase?: keyof typeof Phase;
  /** How its text begins: what is printed, put, raised. */
  readonly text?: string;
  /** Which one of them, from 1. Default: the first. */
  readonly nth?: number;
}

const phaseNames = new Map(
  Object.entries(Phase).map(([name, phase]) => [phase, name as keyof typeof Phase]),
);

/** Finds events of one trace by spots; keeps what it has worked out of names. */
export class Spotter {
  readonly #trace: Trace;
  #names: Names | undefined;
  #taken: ReadonlySet<string> | undefined;
  #count = -1;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** The first event from `from` on and before `until`; -1 where there is none. */
  find(spot: Spot, from: EventIndex = 0, until: EventIndex = this.#trace.length): EventIndex {
    let left = spot.nth ?? 1;
    for (let seq = from; seq < until; seq++) {
      if (this.#says(seq, spot) && --left === 0) return seq;
    }
    return -1;
  }

  /** What the page calls the thread of an event. */
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

  /** By which the event is found again, in this run and in others that come to it. */
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
      // What is printed tells lines apart where others are taken otherwise.
      ...(trace.opInfo(seq)?.writes === undefined || text === ''
        ? {}
        : { text: text.slice(0, 60) }),
    };
    let nth = 0;
    for (let at = 0; at <= seq; at++) if (this.#says(at, spot)) nth++;
    return { ...spot, nth };
  }

  /** It was called so when there was nobody else of its name. */
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
