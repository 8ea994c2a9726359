/**
 * Profiles of the Firefox Profiler. Of the versions of its processed ones, two things differ here: whether tables are of a
 * thread or shared by all (`shared`), and whether texts are a list or an object with one. One as the browser wrote it
 * (`columns.ts`) has rows for columns, and a profile for each process in the one of the parent.
 */
import { appendTo } from '../../base/append-to.ts';
import { Mark } from '../build/growing.ts';
import type { ForeignLane, ForeignProcess, Recording } from '../build/recording.ts';
import { MOST_FRAMES, StackWalk } from '../build/stacks.ts';
import { columnsOf } from './columns.ts';
import { fieldsOf, indexOf, listOf, numberOf, textOf, type Fields } from '../json/values.ts';

/** Phases of markers. */
const Phase = { instant: 0, interval: 1, start: 2, end: 3 } as const;

export const isFirefoxProfile = (json: unknown): boolean => {
  const { meta, threads } = fieldsOf(json);
  return fieldsOf(meta) === meta && Array.isArray(threads);
};

/** @param zero start of the parent's clock, in milliseconds of a shared clock */
export function readFirefox(json: unknown, recording: Recording, zero?: number): void {
  const file = fieldsOf(json);
  const meta = fieldsOf(file['meta']);
  recording.title ||= textOf(meta['product']);
  const own = numberOf(meta['startTime']);
  const shift = zero === undefined || !Number.isFinite(own) ? 0 : own - zero;
  const indices = indicesIn(meta);
  for (const [i, value] of listOf(file['threads']).entries()) {
    const thread = fieldsOf(value);
    const process = processOf(thread, recording);
    const lane = recording.thread(process, `${textOf(thread['tid']) || i} ${i}`);
    lane.name = textOf(thread['name']) || textOf(thread['tid']);
    if (thread['isMainThread'] === true) lane.order = -1;
    const tables = new Tables(thread, fieldsOf(file['shared']), recording);
    readSamples(columnsOf(thread['samples']), lane, tables, shift, recording);
    readMarkers(columnsOf(thread['markers']), lane, tables, indices, shift, recording);
  }
  for (const counter of listOf(file['counters'])) readCounter(fieldsOf(counter), shift, recording);
  for (const child of listOf(file['processes'])) readFirefox(child, recording, zero ?? own);
}

function processOf(thread: Fields, recording: Recording): ForeignProcess {
  const process = recording.process(textOf(thread['pid']) || '0');
  const type = textOf(thread['processType']);
  const name = textOf(thread['processName']);
  if (process.name === '') process.name = name || (type === 'default' ? 'Parent process' : type);
  return process;
}

/** The columns that define stacks and texts. */
class Tables {
  readonly #frameOf: readonly unknown[];
  readonly #parentOf: readonly unknown[];
  readonly #functionOf: readonly unknown[];
  readonly #nameOf: readonly unknown[];
  /** Texts of frames, if there is no table of functions. */
  readonly #locationOf: readonly unknown[];
  readonly #texts: readonly unknown[];
  readonly #recording: Recording;
  readonly #paths = new Map<number, readonly number[]>();

  constructor(thread: Fields, shared: Fields, recording: Recording) {
    const table = (name: string) => columnsOf(thread[name] ?? shared[name]);
    this.#recording = recording;
    const stacks = table('stackTable');
    const frames = table('frameTable');
    this.#frameOf = listOf(stacks['frame']);
    this.#parentOf = listOf(stacks['prefix']);
    this.#functionOf = listOf(frames['func']);
    this.#locationOf = listOf(frames['location']);
    this.#nameOf = listOf(table('funcTable')['name']);
    const texts =
      thread['stringArray'] ??
      fieldsOf(thread['stringTable'])['_array'] ??
      shared['stringArray'] ??
      thread['stringTable'];
    this.#texts = listOf(texts);
  }

  text(index: unknown): string {
    return typeof index === 'string' ? index : textOf(this.#texts[indexOf(index)]);
  }

  /** Names from the outermost frame on; empty without a stack. */
  pathOf(stack: unknown): readonly number[] {
    const at = indexOf(stack);
    if (at < 0) return [];
    const known = this.#paths.get(at);
    if (known !== undefined) return known;
    const path: number[] = [];
    for (let i = at; i >= 0 && path.length < MOST_FRAMES; i = indexOf(this.#parentOf[i])) {
      const frame = indexOf(this.#frameOf[i]);
      const name = this.text(
        this.#locationOf[frame] ?? this.#nameOf[indexOf(this.#functionOf[frame])],
      );
      path.unshift(this.#recording.names.ofText(name || '?'));
    }
    // Stacks share most of their frames; the cache is bounded all the same.
    if (this.#paths.size < 50_000) this.#paths.set(at, path);
    return path;
  }
}

/** Times of samples: given directly, or as differences. */
function timesOf(samples: Fields): readonly number[] {
  const times = samples['time'];
  if (Array.isArray(times)) return times.map(numberOf);
  let time = 0;
  return listOf(samples['timeDeltas']).map((delta) => (time += numberOf(delta)));
}

function readSamples(
  samples: Fields,
  lane: ForeignLane,
  tables: Tables,
  shift: number,
  recording: Recording,
): void {
  const stacks = listOf(samples['stack']);
  const walk = new StackWalk(lane);
  for (const [i, time] of timesOf(samples).entries()) {
    const place = ++recording.events;
    if (!Number.isFinite(time)) recording.notes.add('no-time', place);
    else if (recording.hasRoom()) walk.moveTo(time + shift, tables.pathOf(stacks[i]), place);
  }
  walk.end();
}

interface Marker {
  mark: Mark;
  readonly time: number;
  length: number;
  readonly name: number;
  readonly place: number;
}

/** Markers are beside the calls: neither nests in the other. An end belongs to the last beginning of its name. */
function readMarkers(
  markers: Fields,
  lane: ForeignLane,
  tables: Tables,
  indices: Indices,
  shift: number,
  recording: Recording,
): void {
  const names = listOf(markers['name']);
  if (names.length === 0) return;
  const starts = listOf(markers['startTime'] ?? markers['time']);
  const told = listOf(markers['data']);
  const ends = listOf(markers['endTime']);
  const phases = listOf(markers['phase']);
  const track = recording.track(lane.process, `${lane.name} markers ${lane.id}`);
  track.name = `${lane.name} markers`;
  track.order = lane.order;
  const found: Marker[] = [];
  /** By name, the beginnings whose ends have not come. */
  const begun = new Map<number, Marker[]>();
  for (const [i, index] of names.entries()) {
    const place = ++recording.events;
    const name = recording.names.ofText(tables.text(index) || '?');
    const [start, end] = [numberOf(starts[i]) + shift, numberOf(ends[i]) + shift];
    const phase = phases[i] ?? oldPhase(fieldsOf(told[i]));
    const ended = Number.isFinite(end) ? end : start;
    const time = phase === Phase.end ? ended : start;
    if (!Number.isFinite(time)) {
      recording.notes.add('no-time', place);
      continue;
    }
    if (!recording.hasRoom()) break;
    const marker: Marker = { mark: Mark.instant, time, length: 0, name, place };
    if (phase === Phase.end) {
      const beginning = begun.get(name)?.pop();
      if (beginning === undefined) recording.notes.add('end-without-begin', place);
      else {
        if (!recording.texts.has(beginning.place))
          keepData(beginning.place, told[i], tables, indices, recording);
        beginning.mark = Mark.complete;
        beginning.length = Math.max(0, ended - beginning.time);
      }
      continue;
    }
    found.push(marker);
    keepData(place, told[i], tables, indices, recording);
    if (phase === Phase.start) {
      marker.mark = Mark.begin;
      appendTo(begun, name, marker);
    } else if (phase === Phase.interval && end >= start) {
      marker.mark = Mark.complete;
      marker.length = end - start;
    } else if (phase === Phase.interval)
      recording.notes.add(end < start ? 'negative-duration' : 'no-duration', place);
  }
  // The browser writes a marker when it ends.
  found.sort((a, b) => a.time - b.time);
  for (const { mark, time, length, name, place } of found)
    track.records.push(mark, time, length, name, place);
}

/** By type of marker, the fields whose numbers are indices of texts. */
type Indices = ReadonlyMap<string, ReadonlySet<string>>;

const TEXT_FORMATS = new Set(['unique-string', 'flow-id', 'terminating-flow-id']);

function indicesIn({ markerSchema }: Fields): Indices {
  const schemas = listOf(markerSchema).map((value): [string, ReadonlySet<string>] => {
    const { name, fields, data } = fieldsOf(value);
    const ofText = listOf(fields ?? data)
      .map(fieldsOf)
      .filter(({ format }) => TEXT_FORMATS.has(textOf(format)))
      .map(({ key }) => textOf(key));
    return [textOf(name), new Set(ofText)];
  });
  return new Map(schemas);
}

/** Fields of a marker's data that say how to read it, or refer to tables. */
const NOT_TOLD = new Set(['type', 'interval', 'stack', 'cause']);

/** What a marker carries besides its name. */
function keepData(
  place: number,
  value: unknown,
  tables: Tables,
  indices: Indices,
  { texts }: Recording,
): void {
  const data = fieldsOf(value);
  const ofText = indices.get(textOf(data['type']));
  const told = Object.entries(data)
    .filter(([key, one]) => !NOT_TOLD.has(key) && one !== null && one !== undefined)
    .map(([key, one]) => [key, ofText?.has(key) === true ? tables.text(one) : one] as const);
  if (told.length > 0) texts.addValue(place, Object.fromEntries(told));
}

/** In older versions the phase is in the marker's data. */
function oldPhase(data: Fields): number {
  if (data['interval'] === 'start') return Phase.start;
  return data['interval'] === 'end' ? Phase.end : Phase.instant;
}

/** Counts are differences: the value is their sum. */
function readCounter(counter: Fields, shift: number, recording: Recording): void {
  const process = recording.process(textOf(counter['pid']) || '0');
  const name = textOf(counter['name']) || textOf(counter['category']) || 'counter';
  const groups = listOf(counter['sampleGroups']);
  const samples = columnsOf(counter['samples'] ?? fieldsOf(groups[0])['samples']);
  const counts = listOf(samples['count']);
  let sum = 0;
  for (const [i, time] of timesOf(samples).entries()) {
    const place = ++recording.events;
    const count = numberOf(counts[i]);
    if (!Number.isFinite(time)) recording.notes.add('no-time', place);
    else if (!Number.isFinite(count)) recording.notes.add('counter-without-number', place);
    else if (recording.hasRoom()) recording.count(process, name, time + shift, (sum += count));
  }
}
