/**
 * In-memory trace: columns in fixed-size chunks, so that appending never copies earlier events and a million events
 * cost about 39 bytes each. Only the last chunk grows; everything before `length` is immutable.
 */
import { bug } from '../base/bug.ts';
import type { EventIndex, SourceIndex } from '../base/units.ts';
import {
  Phase,
  type NewEvent,
  type ObjectDetails,
  type OpInfo,
  type ProcessDetails,
  type Source,
  type ThreadDetails,
  type TraceEvent,
  type WaitMeaning,
} from './format.ts';
import { NO_TRACKS, type Tracks } from './tracks.ts';

const CHUNK_BITS = 14;
const CHUNK = 1 << CHUNK_BITS;
const MASK = CHUNK - 1;
/** The first chunk begins with so many events and grows: most runs are short, and an explorer has thousands of them. */
const FEW = 256;

/** Capacity of a trace. */
export const MOST = {
  ops: 4000,
  sources: 255,
  threads: 32_000,
  processes: 32_000,
  objects: 1_000_000,
  cores: 254,
  line: 65_535,
  waits: 4000,
  events: 4_000_000,
} as const;

/** Size of the intern table; beyond it a text may be stored twice. */
const MOST_KNOWN = 4096;

class Chunk {
  readonly phase: Uint8Array<ArrayBuffer>;
  readonly op: Int16Array<ArrayBuffer>;
  readonly thread: Int16Array<ArrayBuffer>;
  readonly other: Int16Array<ArrayBuffer>;
  readonly object: Int32Array<ArrayBuffer>;
  readonly value: Int32Array<ArrayBuffer>;
  readonly text: Uint32Array<ArrayBuffer>;
  readonly cause: Int32Array<ArrayBuffer>;
  readonly line: Uint16Array<ArrayBuffer>;
  readonly source: Uint8Array<ArrayBuffer>;
  readonly time: Float64Array<ArrayBuffer>;
  readonly real: Float32Array<ArrayBuffer>;

  constructor(size = CHUNK) {
    this.phase = new Uint8Array(size);
    this.op = new Int16Array(size);
    this.thread = new Int16Array(size);
    this.other = new Int16Array(size);
    this.object = new Int32Array(size);
    this.value = new Int32Array(size);
    this.text = new Uint32Array(size);
    this.cause = new Int32Array(size);
    this.line = new Uint16Array(size);
    this.source = new Uint8Array(size);
    this.time = new Float64Array(size);
    this.real = new Float32Array(size);
  }
}

/** A trace as `pack` returns it: only tables, texts and typed arrays. */
export interface PackedTrace {
  readonly ops: readonly OpInfo[];
  readonly sources: readonly Source[];
  readonly processes: readonly ProcessDetails[];
  readonly threads: readonly ThreadDetails[];
  readonly objects: readonly ObjectDetails[];
  readonly renames: readonly Rename[];
  readonly length: number;
  readonly cores: number;
  readonly waits: readonly WaitMeaning[];
  readonly coreOf: Uint8Array<ArrayBuffer>;
  readonly texts: readonly string[];
  readonly chunks: readonly Chunk[];
  readonly tracks: Tracks;
}

/** A thread or process was renamed. */
export interface Rename {
  /** The renaming event. */
  readonly seq: EventIndex;
  readonly of: 'thread' | 'process';
  readonly index: number;
  readonly before: string;
}

export class Trace {
  readonly ops: readonly OpInfo[];
  /** For each operation, what it renames: read at every event. */
  readonly #naming: readonly OpInfo['names'][];
  readonly sources: readonly Source[];
  readonly processes: ProcessDetails[] = [];
  readonly threads: ThreadDetails[] = [];
  readonly objects: ObjectDetails[] = [];
  /** Renames of threads and processes, in order. */
  readonly renames: Rename[] = [];
  /** Number of events. Never decreases. */
  length = 0;
  #tracks: Tracks = NO_TRACKS;
  #waits: readonly WaitMeaning[] = [];
  readonly #waitAt = new Map<number, WaitMeaning['texts']>();
  /** Language tag of texts for the meanings of waits. */
  language = 'en';
  /** Number of cores that threads take turns on; 0 where the engine has no core model. */
  cores = 0;
  /** For each event that begins a step on a core: the core plus one. */
  #cores = new Uint8Array(0);
  /** Interned texts; index 0 is the empty string. */
  readonly #texts: string[] = [''];
  readonly #textIndex = new Map<string, number>([['', 0]]);
  readonly #chunks: Chunk[] = [];
  /** Number of events that the chunks have room for. */
  #room = 0;

  constructor(ops: readonly OpInfo[], sources: readonly Source[] = []) {
    if (ops.length > MOST.ops) bug(`a trace has room for ${MOST.ops} operations`);
    this.ops = ops;
    this.#naming = ops.map(({ names }) => names);
    this.sources = sources;
  }

  append(e: NewEvent): EventIndex {
    const seq = this.length;
    const i = seq & MASK;
    if (seq === this.#room) this.#makeRoom();
    const c = this.#at(seq);
    c.phase[i] = e.phase;
    c.op[i] = e.op;
    c.thread[i] = e.thread;
    c.other[i] = e.other;
    c.object[i] = e.object;
    c.value[i] = e.value;
    c.text[i] = e.text === '' ? 0 : this.#intern(e.text);
    c.cause[i] = e.cause;
    c.line[i] = e.line;
    c.source[i] = e.source ?? 0;
    c.time[i] = e.time;
    c.real[i] = e.real;
    if (e.phase <= Phase.object) this.#declare(e);
    else if (e.phase === Phase.done) {
      const names = this.#naming[e.op];
      if (names !== undefined) this.#takeName(e, names);
    }
    if (e.core !== undefined && e.core >= 0) this.setCore(seq, e.core);
    this.length = seq + 1;
    return seq;
  }

  phase(seq: EventIndex): Phase {
    return this.#at(seq).phase[seq & MASK] as Phase;
  }
  op(seq: EventIndex): number {
    return this.#at(seq).op[seq & MASK]!;
  }
  thread(seq: EventIndex): number {
    return this.#at(seq).thread[seq & MASK]!;
  }
  other(seq: EventIndex): number {
    return this.#at(seq).other[seq & MASK]!;
  }
  object(seq: EventIndex): number {
    return this.#at(seq).object[seq & MASK]!;
  }
  value(seq: EventIndex): number {
    return this.#at(seq).value[seq & MASK]!;
  }
  text(seq: EventIndex): string {
    return this.#texts[this.#at(seq).text[seq & MASK]!]!;
  }
  cause(seq: EventIndex): EventIndex {
    return this.#at(seq).cause[seq & MASK]!;
  }
  line(seq: EventIndex): number {
    return this.#at(seq).line[seq & MASK]!;
  }
  source(seq: EventIndex): SourceIndex {
    return this.#at(seq).source[seq & MASK]!;
  }
  time(seq: EventIndex): number {
    return this.#at(seq).time[seq & MASK]!;
  }
  real(seq: EventIndex): number {
    return this.#at(seq).real[seq & MASK]!;
  }
  /** Name of an operation (an index into `ops`), for display or to look up a text. Its meaning is in its row. */
  opName(op: number): string {
    return this.ops[op]?.name ?? '?';
  }
  /** The operation's row; undefined for events without an operation. */
  opInfo(seq: EventIndex): OpInfo | undefined {
    return this.ops[this.op(seq)];
  }

  /** The core, from 0, that executes the step that begins with this event; -1 for none. */
  core(seq: EventIndex): number {
    return (this.#cores[seq] ?? 0) - 1;
  }

  /** Sets the core of a step. Call before the step's first event is read. */
  setCore(seq: EventIndex, core: number): void {
    if (seq >= this.#cores.length) {
      const larger = new Uint8Array(Math.max(CHUNK, 2 * seq));
      larger.set(this.#cores);
      this.#cores = larger;
    }
    this.#cores[seq] = core + 1;
  }

  event(seq: EventIndex): TraceEvent {
    return {
      seq,
      time: this.time(seq),
      real: this.real(seq),
      phase: this.phase(seq),
      op: this.op(seq),
      thread: this.thread(seq),
      object: this.object(seq),
      other: this.other(seq),
      value: this.value(seq),
      text: this.text(seq),
      cause: this.cause(seq),
      line: this.line(seq),
      source: this.source(seq),
      core: this.core(seq),
    };
  }

  /** Number of events at or before `time`: the cursor position for an instant. O(log n). */
  countUntil(time: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.time(middle) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Slices and counters that accompany the events. */
  get tracks(): Tracks {
    return this.#tracks;
  }

  /** Sets the tracks. Call before they are read. */
  setTracks(tracks: Tracks): void {
    this.#tracks = tracks;
  }

  /** Meanings of waits. */
  get waits(): readonly WaitMeaning[] {
    return this.#waits;
  }

  setWaits(waits: readonly WaitMeaning[]): void {
    this.#waits = waits;
    this.#waitAt.clear();
    for (const { source, line, texts } of waits)
      this.#waitAt.set(source * (MOST.line + 1) + line, texts);
  }

  /** Meaning of a wait at a line; '' if the program gives none. */
  waitAt(source: SourceIndex, line: number): string {
    const texts = this.#waitAt.get(source * (MOST.line + 1) + line);
    return texts?.[this.language] ?? texts?.[''] ?? '';
  }

  /** Meaning of the call of an event; '' if the program gives none, or the thread has run all its code. */
  doing(seq: EventIndex): string {
    if (this.opInfo(seq)?.life === 'leave') return '';
    return this.waitAt(this.source(seq), this.line(seq));
  }

  /** Time of the last event, or of the last slice if later; 0 for an empty trace. */
  get endTime(): number {
    return this.length === 0
      ? this.#tracks.end
      : Math.max(this.#tracks.end, this.time(this.length - 1));
  }

  /** The trace as plain data, to be sent to another thread. Unusable here once its buffers are transferred. */
  pack(): PackedTrace {
    const { ops, sources, processes, threads, objects, renames, length, cores, waits } = this;
    const head = { ops, sources, processes, threads, objects, renames, length, cores, waits };
    const [coreOf, texts, chunks, tracks] = [this.#cores, this.#texts, this.#chunks, this.#tracks];
    return { ...head, coreOf, texts, chunks, tracks };
  }

  /** The trace from the result of `pack`. */
  static unpack(packed: PackedTrace): Trace {
    const trace = new Trace(packed.ops, packed.sources);
    for (const table of ['processes', 'threads', 'objects', 'renames'] as const)
      for (const row of packed[table]) (trace[table] as unknown[]).push(row);
    // Kept by index, without interning: a text may occur twice in the list.
    for (const text of packed.texts.slice(1)) trace.#texts.push(text);
    for (const columns of packed.chunks) trace.#chunks.push(Object.assign(new Chunk(0), columns));
    trace.#room = trace.#chunks.reduce((sum, { phase }) => sum + phase.length, 0);
    trace.#cores = packed.coreOf;
    trace.#tracks = packed.tracks;
    trace.length = packed.length;
    trace.cores = packed.cores;
    trace.setWaits(packed.waits);
    return trace;
  }

  #makeRoom(): void {
    const first = this.#chunks[0];
    if (first === undefined || this.#room >= CHUNK) {
      const next = new Chunk(first === undefined ? FEW : CHUNK);
      this.#chunks.push(next);
      this.#room += next.phase.length;
      return;
    }
    const larger = new Chunk(2 * this.#room);
    for (const column of Object.keys(first) as (keyof Chunk)[]) larger[column].set(first[column]);
    this.#chunks[0] = larger;
    this.#room *= 2;
  }

  #at(seq: EventIndex): Chunk {
    return this.#chunks[seq >> CHUNK_BITS] ?? bug(`the trace has no event ${seq}`);
  }

  #intern(text: string): number {
    const known = this.#textIndex.get(text);
    if (known !== undefined) return known;
    const index = this.#texts.push(text) - 1;
    // Cleared when full: a lookup among ever more distinct texts would grow without bound.
    if (this.#textIndex.size >= MOST_KNOWN) this.#textIndex.clear();
    this.#textIndex.set(text, index);
    return index;
  }

  #takeName({ other, text }: NewEvent, names: NonNullable<OpInfo['names']>): void {
    const thread = this.threads[other];
    if (thread === undefined) return;
    const seq = this.length;
    if (names === 'thread') {
      this.renames.push({ seq, of: 'thread', index: other, before: thread.name });
      this.threads[other] = { ...thread, name: text };
      return;
    }
    const process = this.processes[thread.process];
    if (process === undefined) return;
    this.renames.push({ seq, of: 'process', index: thread.process, before: process.name });
    this.processes[thread.process] = { ...process, name: text };
  }

  #declare(e: NewEvent): void {
    const expect = (index: number, table: readonly unknown[], what: string) => {
      if (index !== table.length) bug(`${what} ${index} declared after ${table.length - 1}`);
    };
    if (e.phase === Phase.process) {
      expect(e.value, this.processes, 'process');
      this.processes.push(JSON.parse(e.text) as ProcessDetails);
    } else if (e.phase === Phase.thread) {
      expect(e.other, this.threads, 'thread');
      this.threads.push(JSON.parse(e.text) as ThreadDetails);
    } else {
      expect(e.object, this.objects, 'object');
      this.objects.push(JSON.parse(e.text) as ObjectDetails);
    }
  }
}
