/**
 * Filled by readers of foreign formats, event by event, in file order; `build-trace.ts` makes a trace of it. Times are
 * milliseconds from any origin.
 */
import { withRoom } from '../../base/with-room.ts';
import { Interner } from '../json/interner.ts';
import { Notes } from '../notes.ts';
import { Records } from './growing.ts';
import { Pool } from './pool.ts';
import { SliceTexts } from './slice-texts.ts';

/** Limits of a trace and of a page's memory. */
export const MOST = {
  processes: 30_000,
  lanes: 30_000,
  records: 24_000_000,
  tracks: 2000,
} as const;

export interface ForeignProcess {
  readonly index: number;
  /** As in the file: a number, or a text. */
  readonly id: string;
  name: string;
  /** What the file says beside the name: the title of a browser's tab, a device. */
  labels: string;
  order: number;
}

/** Slices of one thread; or, with a title, another row of slices of its process. */
export interface ForeignLane {
  readonly index: number;
  readonly process: ForeignProcess;
  readonly id: string;
  readonly isThread: boolean;
  name: string;
  order: number;
  readonly records: Records;
  /** When its last slices end if the file does not say so: Infinity, the end of the file. */
  until: number;
}

/** Points of flows. */
export class FlowRecords {
  length = 0;
  /** 0 start, 1 step, 2 end that binds to the next slice, 3 end that binds to the enclosing slice. */
  mark = new Uint8Array(0);
  time = new Float64Array(0);
  lane = new Uint16Array(0);
  /** Identifies the flow. */
  key = new Uint32Array(0);
  name = new Uint32Array(0);
  place = new Uint32Array(0);

  push(mark: number, time: number, lane: number, key: number, name: number, place: number): void {
    const i = this.length++;
    if (i >= this.mark.length) {
      this.mark = withRoom(this.mark, i + 1);
      this.time = withRoom(this.time, i + 1);
      this.lane = withRoom(this.lane, i + 1);
      this.key = withRoom(this.key, i + 1);
      this.name = withRoom(this.name, i + 1);
      this.place = withRoom(this.place, i + 1);
    }
    this.mark[i] = mark;
    this.time[i] = time;
    this.lane[i] = lane;
    this.key[i] = key;
    this.name[i] = name;
    this.place[i] = place;
  }
}

/** Points of asynchronous slices, which belong to no thread. */
export class AsyncRecords {
  length = 0;
  /** 0 begin, 1 instant, 2 end. */
  mark = new Uint8Array(0);
  time = new Float64Array(0);
  process = new Uint16Array(0);
  /** Identifies the chain. */
  key = new Uint32Array(0);
  name = new Uint32Array(0);
  /** Name of the track. */
  track = new Uint32Array(0);
  place = new Uint32Array(0);

  push(
    mark: number,
    time: number,
    process: number,
    key: number,
    name: number,
    track: number,
    place: number,
  ): void {
    const i = this.length++;
    if (i >= this.mark.length) {
      this.mark = withRoom(this.mark, i + 1);
      this.time = withRoom(this.time, i + 1);
      this.process = withRoom(this.process, i + 1);
      this.key = withRoom(this.key, i + 1);
      this.name = withRoom(this.name, i + 1);
      this.track = withRoom(this.track, i + 1);
      this.place = withRoom(this.place, i + 1);
    }
    this.mark[i] = mark;
    this.time[i] = time;
    this.process[i] = process;
    this.key[i] = key;
    this.name[i] = name;
    this.track[i] = track;
    this.place[i] = place;
  }
}

export interface ForeignCounter {
  readonly process: ForeignProcess;
  readonly name: string;
  length: number;
  time: Float64Array;
  value: Float64Array;
}

export class Recording {
  readonly names = new Interner();
  readonly texts = new SliceTexts();
  readonly notes = new Notes();
  readonly pool = new Pool();
  readonly processes: ForeignProcess[] = [];
  readonly lanes: ForeignLane[] = [];
  readonly flows = new FlowRecords();
  readonly asyncs = new AsyncRecords();
  readonly counters: ForeignCounter[] = [];
  /** Title in the file. */
  title = '';
  /** Number of events in the file. */
  events = 0;
  #records = 0;
  readonly #processes = new Map<string, ForeignProcess>();
  readonly #lanes = new Map<string, ForeignLane>();
  readonly #counters = new Map<string, ForeignCounter>();

  process(id: string): ForeignProcess {
    const known = this.#processes.get(id);
    if (known !== undefined) return known;
    if (this.processes.length >= MOST.processes) {
      this.notes.add('no-room', this.events);
      return this.processes[0]!;
    }
    const process = { index: this.processes.length, id, name: '', labels: '', order: 0 };
    this.processes.push(process);
    this.#processes.set(id, process);
    return process;
  }

  thread(process: ForeignProcess, id: string): ForeignLane {
    return this.#lane(process, id, true);
  }

  /** Another track of the process, by name. */
  track(process: ForeignProcess, name: string): ForeignLane {
    return this.#lane(process, name, false);
  }

  /** Whether something of the file has a place in time. */
  get hasContent(): boolean {
    return this.#records > 0;
  }

  /** Whether there is room for one more; otherwise it is counted. */
  hasRoom(): boolean {
    if (this.#records < MOST.records) {
      this.#records++;
      return true;
    }
    this.notes.add('too-many', this.events);
    return false;
  }

  count(process: ForeignProcess, name: string, time: number, value: number): void {
    const key = `${process.index} ${name}`;
    let counter = this.#counters.get(key);
    if (counter === undefined) {
      if (this.counters.length >= MOST.tracks) {
        this.notes.add('no-room', this.events);
        return;
      }
      const [times, values] = [new Float64Array(0), new Float64Array(0)];
      counter = { process, name, length: 0, time: times, value: values };
      this.counters.push(counter);
      this.#counters.set(key, counter);
    }
    const i = counter.length++;
    counter.time = withRoom(counter.time, i + 1);
    counter.value = withRoom(counter.value, i + 1);
    counter.time[i] = time;
    counter.value[i] = value;
  }

  #lane(process: ForeignProcess, id: string, isThread: boolean): ForeignLane {
    const key = `${process.index} ${isThread ? 't' : 'n'} ${id}`;
    const known = this.#lanes.get(key);
    if (known !== undefined) return known;
    if (this.lanes.length >= MOST.lanes) {
      this.notes.add('no-room', this.events);
      return this.lanes[0]!;
    }
    const lane: ForeignLane = {
      index: this.lanes.length,
      process,
      id,
      isThread,
      until: Infinity,
      name: isThread ? '' : id,
      order: 0,
      records: new Records(this.pool),
    };
    this.lanes.push(lane);
    this.#lanes.set(key, lane);
    return lane;
  }
}
