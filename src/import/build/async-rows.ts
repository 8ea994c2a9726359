/**
 * Asynchronous slices without a thread: requests, lives of objects, a program's own markers. They overlap arbitrarily,
 * so each chain of them (a slice and all that begin before it has ended) gets the first free rows.
 */
import type { Totals } from '../../trace/tracks.ts';
import type { Notes } from '../notes.ts';
import { GrowingRow, sortedPlaces } from './growing.ts';
import { MOST_DEEP } from './nest.ts';
import type { AsyncRecords } from './recording.ts';
import type { SliceTexts } from './slice-texts.ts';

interface Slice {
  readonly depth: number;
  readonly start: number;
  end: number;
  readonly name: number;
  text: number;
  readonly place: number;
  inside: number;
}

interface Chain {
  readonly track: string;
  readonly slices: Slice[];
  readonly open: Slice[];
}

export interface AsyncTrack {
  readonly process: number;
  /** Index of its name. */
  readonly name: number;
  readonly rows: GrowingRow[];
}

const Point = { begin: 0, instant: 1, end: 2 } as const;

/** @param edge end of slices that never ended */
export function asyncTracks(
  records: AsyncRecords,
  edge: number,
  notes: Notes,
  totals: Totals,
  texts: SliceTexts,
): AsyncTrack[] {
  const chains = new Map<number, Chain>();
  const ended: Chain[] = [];
  const tracks = new Map<string, AsyncTrack>();
  const order = sortedPlaces(records.time, records.length);
  for (const i of order) {
    const key = records.key[i]!;
    const time = records.time[i]!;
    const [name, place] = [records.name[i]!, records.place[i]!];
    const [process, trackName] = [records.process[i]!, records.track[i]!];
    const track = `${process} ${trackName}`;
    if (!tracks.has(track)) tracks.set(track, { process, name: trackName, rows: [] });
    const known = chains.get(key);
    const chain = known ?? { track, slices: [], open: [] };
    const slice = (end: number): Slice => ({
      depth: chain.open.length,
      start: time,
      end,
      name,
      text: texts.of(place),
      place,
      inside: 0,
    });
    switch (records.mark[i]) {
      case Point.begin: {
        if (chain.open.length >= MOST_DEEP) {
          notes.add('too-deep', place);
          break;
        }
        const begun = slice(Infinity);
        chain.slices.push(begun);
        chain.open.push(begun);
        chains.set(key, chain);
        break;
      }
      case Point.instant:
        chain.slices.push(slice(time));
        if (known === undefined) ended.push(chain);
        break;
      default: {
        if (known === undefined) {
          // Only its end is known.
          notes.add('async-without-begin', place);
          chain.slices.push(slice(time));
          ended.push(chain);
          break;
        }
        const named = known.open.findLastIndex((one) => one.name === name);
        const at = named < 0 ? known.open.length - 1 : named;
        const begun = known.open[at]!;
        begun.text = texts.ofBoth(begun.place, place);
        while (known.open.length > at) finish(known.open, time, totals);
        if (known.open.length > 0) break;
        chains.delete(key);
        ended.push(known);
      }
    }
  }
  for (const chain of chains.values()) {
    for (const { place } of chain.open) notes.add('async-without-end', place);
    while (chain.open.length > 0) finish(chain.open, edge, totals);
    ended.push(chain);
  }
  ended.sort((a, b) => a.slices[0]!.start - b.slices[0]!.start);
  for (const chain of ended) settle(chain, tracks.get(chain.track)!.rows, notes);
  return [...tracks.values()].filter(({ rows }) => rows.length > 0);
}

function finish(open: Slice[], time: number, totals: Totals): void {
  const slice = open.pop()!;
  slice.end = Math.max(slice.start, time);
  const length = slice.end - slice.start;
  totals.add(slice.name, length, slice.inside);
  const parent = open.at(-1);
  if (parent !== undefined) parent.inside += length;
}

function settle(chain: Chain, rows: GrowingRow[], notes: Notes): void {
  const start = chain.slices[0]!.start;
  const deep = 1 + chain.slices.reduce((most, { depth }) => Math.max(most, depth), 0);
  const isFree = (at: number) => {
    const row = rows[at];
    return row === undefined || row.length === 0 || row.end[row.length - 1]! <= start;
  };
  let base = 0;
  for (let free = 0, at = 0; free < deep; at++) {
    if (isFree(at)) free++;
    else free = 0;
    base = at + 1 - free;
  }
  if (base + deep > MOST_DEEP) {
    notes.add('no-room', chain.slices[0]!.place, chain.slices.length);
    return;
  }
  for (const { depth, start: from, end, name, text } of chain.slices)
    (rows[base + depth] ??= new GrowingRow()).push(from, end, name, text);
  for (let at = 0; at < base + deep; at++) rows[at] ??= new GrowingRow();
}
