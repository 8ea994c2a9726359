/** Part of a trace as transferable columns. */
import type { NewEvent } from '../../../trace/format.ts';
import type { Trace } from '../../../trace/trace.ts';
import type { EventSink } from '../../../kernel/ring.ts';
import type { Phase } from '../../../trace/format.ts';

const kinds = {
  phase: Uint8Array,
  op: Int16Array,
  thread: Int16Array,
  other: Int16Array,
  object: Int32Array,
  value: Int32Array,
  text: Uint32Array,
  cause: Int32Array,
  line: Uint16Array,
  time: Float64Array,
  real: Float32Array,
  source: Uint8Array,
} as const;

type Columns = {
  readonly [K in keyof typeof kinds]: InstanceType<(typeof kinds)[K]> & {
    readonly buffer: ArrayBuffer;
  };
};

export interface EventColumns extends Columns {
  readonly length: number;
  /** Texts indexed by `text`. */
  readonly texts: readonly string[];
}

const names = Object.keys(kinds) as (keyof typeof kinds)[];
/** Largest elements first, so that each column begins at a multiple of its own. */
const inMemory = names.toSorted((a, b) => kinds[b].BYTES_PER_ELEMENT - kinds[a].BYTES_PER_ELEMENT);
const BYTES = inMemory.reduce((sum, name) => sum + kinds[name].BYTES_PER_ELEMENT, 0);

/** All in one buffer: to transfer twelve takes longer than to fill them, if they are small. */
function makeColumns(length: number): Columns {
  const buffer = new ArrayBuffer(BYTES * length);
  let start = 0;
  const columns = inMemory.map((name) => {
    const column = new kinds[name](buffer, start, length);
    start += column.byteLength;
    return [name, column];
  });
  return Object.fromEntries(columns) as never;
}

/** Collects events until they are taken. */
export class EventCollector implements EventSink {
  /** True: events are dropped. */
  isMuted = false;
  #columns = makeColumns(256);
  #length = 0;
  #texts: string[] = [];
  readonly #places = new Map<string, number>();

  get length(): number {
    return this.#length;
  }

  append(e: NewEvent): void {
    if (this.isMuted) return;
    if (this.#length === this.#columns.phase.length) this.#grow();
    const i = this.#length++;
    const c = this.#columns;
    c.phase[i] = e.phase;
    c.op[i] = e.op;
    c.thread[i] = e.thread;
    c.other[i] = e.other;
    c.object[i] = e.object;
    c.value[i] = e.value;
    c.text[i] = this.#place(e.text);
    c.cause[i] = e.cause;
    c.line[i] = e.line;
    c.time[i] = e.time;
    c.real[i] = e.real;
    c.source[i] = e.source ?? 0;
  }

  thread(index: number): number {
    return this.#columns.thread[index]!;
  }

  object(index: number): number {
    return this.#columns.object[index]!;
  }

  /** All events so far; the collector is empty afterwards. */
  take(): EventColumns {
    const length = this.#length;
    const texts = this.#texts;
    const taken = makeColumns(length);
    for (const name of names) taken[name].set(this.#columns[name].subarray(0, length));
    this.#length = 0;
    this.#texts = [];
    this.#places.clear();
    return { ...taken, length, texts };
  }

  #place(text: string): number {
    let place = this.#places.get(text);
    if (place === undefined) {
      place = this.#texts.push(text) - 1;
      this.#places.set(text, place);
    }
    return place;
  }

  #grow(): void {
    const larger = makeColumns(2 * this.#columns.phase.length);
    for (const name of names) larger[name].set(this.#columns[name]);
    this.#columns = larger;
  }
}

/**
 * Columns of events that are given column by column.
 *
 * @param integers by name; a text is a place in `texts`
 * @param times of each event: program time
 */
export function columnsFrom(
  integers: Readonly<Partial<Record<keyof typeof kinds, Int32Array>>>,
  times: Float64Array,
  texts: readonly string[],
): EventColumns {
  const { length } = times;
  const columns = makeColumns(length);
  for (const name of names) columns[name].set(integers[name] ?? times);
  return { ...columns, length, texts };
}

/** Appends each event to a trace or another sink. */
export function pourEvents(columns: EventColumns, sink: EventSink): void {
  for (let i = 0; i < columns.length; i++) {
    sink.append({
      phase: columns.phase[i]! as Phase,
      op: columns.op[i]!,
      thread: columns.thread[i]!,
      other: columns.other[i]!,
      object: columns.object[i]!,
      value: columns.value[i]!,
      text: columns.texts[columns.text[i]!] ?? '',
      cause: columns.cause[i]!,
      line: columns.line[i]!,
      time: columns.time[i]!,
      real: columns.real[i]!,
      source: columns.source[i]!,
    });
  }
}

/** A whole trace. */
export function columnsOf(trace: Trace): EventColumns {
  const collector = new EventCollector();
  for (let seq = 0; seq < trace.length; seq++) collector.append(trace.event(seq));
  return collector.take();
}

/** The buffer to transfer with a message. */
export const bufferOf = (columns: EventColumns): ArrayBuffer => columns.phase.buffer;
