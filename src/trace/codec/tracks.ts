/**
 * Codec of slices and counters: what a recording of another tool contains besides events. docs/FORMATS.md has the
 * layout.
 */
import {
  Totals,
  type CounterTrack,
  type SliceRow,
  type SliceTotals,
  type SliceTrack,
  type Tracks,
} from '../tracks.ts';
import { Fields } from './fields.ts';
import { TraceError } from './problem.ts';

type Json = Record<string, unknown>;

/** Limits on tracks, on rows of a track, and on slices or values of a row. */
const MOST = { names: 4_000_000, tracks: 200_000, rows: 2000, slices: 50_000_000 } as const;

/** Tolerated overlap of slices in a row, in ms: recordings are rounded to nanoseconds. */
const ROUNDED = 0.0000021;

export const hasTracks = ({ names, slices, counters, end }: Tracks): boolean =>
  names.length + slices.length + counters.length + end > 0;

/** Whether slices have texts: files of version 3 and 4 have none. */
export const hasTexts = ({ texts }: Tracks): boolean => texts.length > 0;

/**
 * JSON of the tracks, with columns as lists: `start` and `end` in milliseconds, `name` an index into `names`, `text`
 * one into `texts`.
 */
export function encodeTracks(tracks: Tracks): Json {
  const { names, texts, slices, counters, totals, end } = tracks;
  return {
    end,
    names,
    ...(hasTexts(tracks) ? { texts } : {}),
    slices: slices.map(({ name, process, thread, rows }) => ({
      ...(name === '' ? {} : { name }),
      process,
      thread,
      rows: rows.map((row) => ({
        start: Array.from(row.start),
        end: Array.from(row.end),
        name: Array.from(row.name),
        ...(row.text === undefined ? {} : { text: Array.from(row.text) }),
      })),
    })),
    counters: counters.map(({ name, process, start, value }) => ({
      name,
      process,
      start: Array.from(start),
      value: Array.from(value),
    })),
    // Only the importer knows which slices are nested and which are instants, so the totals are written as well.
    totals: {
      count: Array.from(totals.count),
      total: Array.from(totals.total),
      self: Array.from(totals.self),
      longest: Array.from(totals.longest),
    },
  };
}

/** Upper bounds of the indices: numbers of processes and threads. */
interface Known {
  readonly processes: number;
  readonly threads: number;
}

/** @throws TraceError */
export function parseTracks(json: unknown, known: Known): Tracks {
  const f = new Fields(json, 'tracks', ['end', 'names', 'texts', 'slices', 'counters', 'totals']);
  const [names, texts] = [f.texts('names') ?? [], f.texts('texts') ?? []];
  if (names.length > MOST.names) f.fail('names', `has room for ${MOST.names}`);
  if (texts.length > MOST.names) f.fail('texts', `has room for ${MOST.names}`);
  const named = { names: names.length, texts: texts.length };
  const slices = f
    .list('slices', MOST.tracks)
    .map((track, i) => parseTrack(track, `tracks.slices[${i}]`, named, known));
  const counters = f
    .list('counters', MOST.tracks)
    .map((counter, i) => parseCounter(counter, `tracks.counters[${i}]`, known));
  const totals = f.has('totals')
    ? parseTotals(f.get('totals'), names.length)
    : totalsOf(slices, names.length);
  let last = 0;
  for (const { rows } of slices) for (const { end } of rows) last = Math.max(last, end.at(-1) ?? 0);
  for (const { start } of counters) last = Math.max(last, start.at(-1) ?? 0);
  return { names, texts, slices, counters, totals, end: Math.max(last, f.number('end', 0, last)) };
}

/** Upper bounds of the indices in rows. */
interface Named {
  readonly names: number;
  readonly texts: number;
}

function parseTrack(json: unknown, where: string, named: Named, known: Known): SliceTrack {
  const f = new Fields(json, where, ['name', 'process', 'thread', 'rows']);
  return {
    name: f.text('name', ''),
    process: f.whole('process', -1, known.processes - 1, -1),
    thread: f.whole('thread', -1, known.threads - 1, -1),
    rows: f
      .list('rows', MOST.rows)
      .map((row, depth) => parseRow(row, `${where}.rows[${depth}]`, named)),
  };
}

function parseRow(json: unknown, where: string, { names, texts }: Named): SliceRow {
  const f = new Fields(json, where, ['start', 'end', 'name', 'text']);
  const row = {
    start: numbers(f, 'start', Float64Array),
    end: numbers(f, 'end', Float64Array),
    name: numbers(f, 'name', Uint32Array),
    ...(f.has('text') ? { text: numbers(f, 'text', Uint32Array) } : {}),
  };
  const { text } = row;
  const { length } = row.start;
  if (row.end.length !== length || row.name.length !== length)
    throw new TraceError(where, 'must have as many ends and names as starts');
  if (text !== undefined && text.length !== length)
    throw new TraceError(where, 'must have as many texts as starts, or none');
  let before = 0;
  for (let i = 0; i < length; i++) {
    const [start, end] = [row.start[i]!, row.end[i]!];
    if (!(start >= Math.max(0, before - ROUNDED)))
      throw new TraceError(`${where}.start[${i}]`, `must be at least ${before}`);
    if (!(end >= start)) throw new TraceError(`${where}.end[${i}]`, `must be at least ${start}`);
    if (row.name[i]! >= names)
      throw new TraceError(`${where}.name[${i}]`, 'must be one of the names');
    if (text !== undefined && text[i]! >= texts)
      throw new TraceError(`${where}.text[${i}]`, 'must be one of the texts');
    before = end;
  }
  return row;
}

function parseTotals(json: unknown, names: number): SliceTotals {
  const f = new Fields(json, 'tracks.totals', ['count', 'total', 'self', 'longest']);
  const totals = {
    count: numbers(f, 'count', Uint32Array),
    total: numbers(f, 'total', Float64Array),
    self: numbers(f, 'self', Float64Array),
    longest: numbers(f, 'longest', Float64Array),
  };
  for (const [key, { length }] of Object.entries(totals))
    if (length !== names)
      throw new TraceError(f.at(key), 'must have a number for each of the names');
  return totals;
}

function parseCounter(json: unknown, where: string, known: Known): CounterTrack {
  const f = new Fields(json, where, ['name', 'process', 'start', 'value']);
  const [start, value] = [numbers(f, 'start', Float64Array), numbers(f, 'value', Float64Array)];
  if (start.length !== value.length) f.fail('value', 'must have as many numbers as start');
  for (let i = 0; i < start.length; i++)
    if (start[i]! < (start[i - 1] ?? 0)) f.fail('start', 'must never fall, from 0 on');
  return {
    name: f.text('name'),
    process: f.whole('process', -1, known.processes - 1, -1),
    start,
    value,
  };
}

/** A list of finite numbers as a typed column; integer columns accept non-negative integers only. */
function numbers<A extends Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(
  f: Fields,
  key: string,
  Column: { from(list: readonly number[]): A },
): A {
  const list = f.list(key, MOST.slices);
  const column = Column.from(list as readonly number[]);
  for (let i = 0; i < list.length; i++)
    if (column[i] !== list[i] || !Number.isFinite(column[i]))
      throw new TraceError(`${f.at(key)}[${i}]`, 'is no number that may stand here');
  return column;
}

/** Totals by name where the file has none. Nesting is unknown here, so `self` equals `total`. */
function totalsOf(slices: readonly SliceTrack[], names: number): SliceTotals {
  const totals = new Totals(names);
  for (const { rows } of slices)
    for (const { start, end, name } of rows)
      for (let i = 0; i < start.length; i++) totals.add(name[i]!, end[i]! - start[i]!, 0);
  return totals;
}
