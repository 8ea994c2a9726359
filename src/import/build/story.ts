/**
 * Orders the events of the trace: starts, waits and ends of threads, and points of flows. A thread's events stay in
 * recorded order; between threads, time decides.
 */
import { withRoom } from '../../base/with-room.ts';
import { Phase, type NewEvent, type OpInfo } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import { sortedPlaces } from './growing.ts';

export const Told = { start: 0, waits: 1, goesOn: 2, out: 3, in: 4, end: 5 } as const;
type Told = (typeof Told)[keyof typeof Told];

export const OUT: OpInfo = { name: 'flow-out' };
export const IN: OpInfo = { name: 'flow-in', flow: 'receive' };

export class Story {
  length = 0;
  readonly #trace: Trace;
  readonly #textOf: (name: number) => string;
  #time = new Float64Array(0);
  #told = new Uint8Array(0);
  #thread = new Uint16Array(0);
  /** For a wait its operation; for a flow's point its number. */
  #what = new Uint32Array(0);
  #name = new Uint32Array(0);

  /** @param textOf text of a name */
  constructor(trace: Trace, textOf: (name: number) => string) {
    this.#trace = trace;
    this.#textOf = textOf;
  }

  add(told: Told, time: number, thread: number, what = 0, name = 0): void {
    const i = this.length++;
    if (i >= this.#time.length) {
      this.#time = withRoom(this.#time, i + 1);
      this.#told = withRoom(this.#told, i + 1);
      this.#thread = withRoom(this.#thread, i + 1);
      this.#what = withRoom(this.#what, i + 1);
      this.#name = withRoom(this.#name, i + 1);
    }
    this.#time[i] = time;
    this.#told[i] = told;
    this.#thread[i] = thread;
    this.#what[i] = what;
    this.#name[i] = name;
  }

  /**
   * Writes the events into the trace.
   * @param cameFrom for each flow point its predecessor, or -1
   */
  tell(cameFrom: Int32Array, outOp: number, inOp: number): void {
    const trace = this.#trace;
    /** By thread, its current wait: operation, and name. */
    const waiting = new Map<number, { readonly op: number; readonly name: number }>();
    /** By flow point, its event. */
    const points = new Int32Array(cameFrom.length).fill(-1);
    // One reused object: the trace copies it.
    const event: { -readonly [K in keyof NewEvent]: NewEvent[K] } = { ...BLANK };
    const say = (phase: Phase, op: number, text: string, cause = -1, other = -1, value = -1) => {
      event.phase = phase;
      event.op = op;
      event.text = text;
      event.cause = cause;
      event.other = other;
      event.value = value;
      return trace.append(event);
    };
    const order = this.#order();
    for (let n = 0; n < order.length; n++) {
      const i = order[n]!;
      const thread = this.#thread[i]!;
      event.time = event.real = this.#time[i]!;
      event.thread = thread;
      const [what, name] = [this.#what[i]!, this.#name[i]!];
      const wait = waiting.get(thread);
      switch (this.#told[i]) {
        case Told.start:
          say(Phase.start, -1, '');
          break;
        case Told.waits:
          waiting.set(thread, { op: what, name });
          say(Phase.block, what, this.#textOf(name));
          break;
        case Told.goesOn:
          waiting.delete(thread);
          say(Phase.done, what, this.#textOf(name));
          break;
        case Told.out:
        case Told.in: {
          const from = cameFrom[what]! < 0 ? -1 : points[cameFrom[what]!]!;
          const text = this.#textOf(name);
          if (from >= 0 && wait !== undefined) {
            // A thread that receives something while it waits has been woken.
            event.thread = trace.thread(from);
            points[what] = say(Phase.wake, -1, text, from, thread);
            event.thread = thread;
            if (this.#told[i] === Told.in) break;
          }
          points[what] = say(Phase.done, from >= 0 ? inOp : outOp, text, from);
          // It sent something during its wait, and continues to wait.
          if (wait !== undefined) say(Phase.block, wait.op, this.#textOf(wait.name));
          break;
        }
        default:
          waiting.delete(thread);
          say(Phase.end, -1, '', -1, -1, 0);
      }
    }
  }

  /** By time; at one instant flow targets after their sources, and ends last. */
  #order(): Uint32Array {
    const order = sortedPlaces(this.#time, this.length);
    const rank = (i: number) =>
      this.#told[i] === Told.end ? 2 : this.#told[i] === Told.in ? 1 : 0;
    for (let low = 0; low < this.length;) {
      let high = low + 1;
      let mixed = rank(order[low]!) > 0;
      while (high < this.length && this.#time[order[high]!] === this.#time[order[low]!]) {
        mixed = mixed || rank(order[high]!) > 0;
        high++;
      }
      if (mixed && high - low > 1) {
        const run = [...order.subarray(low, high)];
        order.set(
          run.toSorted((a, b) => rank(a) - rank(b)),
          low,
        );
      }
      low = high;
    }
    return order;
  }
}

/** An event of nothing. */
export const BLANK: NewEvent = {
  time: 0,
  real: 0,
  phase: Phase.start,
  thread: -1,
  op: -1,
  object: -1,
  other: -1,
  value: -1,
  text: '',
  cause: -1,
  line: 0,
};
