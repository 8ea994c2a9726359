/** Links the points of flows: which point each follows from. */
import type { Notes } from '../notes.ts';
import { sortedPlaces } from './growing.ts';
import type { FlowRecords } from './recording.ts';

export const FlowMark = { start: 0, step: 1, endAtNext: 2, endHere: 3 } as const;

export interface FlowLinks {
  /** Points by time; at one instant starts come first, since an effect needs its cause. */
  readonly order: Uint32Array;
  /** For each point its predecessor, or -1. */
  readonly from: Int32Array;
  /** Whether a point has a valid place. */
  readonly isKept: Uint8Array;
}

export function linkFlows(records: FlowRecords, notes: Notes): FlowLinks {
  const { length, mark, time, key, place } = records;
  const order = sortedPlaces(time, length);
  sortStartsFirst(order, records);
  const from = new Int32Array(length).fill(-1);
  const isKept = new Uint8Array(length);
  const last = new Map<number, number>();
  /** Starts without a successor so far. */
  const lonely = new Map<number, number>();
  for (const i of order) {
    const before = last.get(key[i]!);
    if (mark[i] === FlowMark.start) {
      // Ids may be reused once a flow has ended; a start before that begins a new flow, too.
      if (lonely.has(key[i]!)) notes.add('flow-id-again', place[i]!);
      lonely.set(key[i]!, i);
    } else {
      if (before === undefined) {
        notes.add('flow-without-start', place[i]!);
        continue;
      }
      from[i] = before;
      lonely.delete(key[i]!);
    }
    isKept[i] = 1;
    // Several ends may follow from one start: an end does not advance the flow.
    if (mark[i] === FlowMark.start || mark[i] === FlowMark.step) last.set(key[i]!, i);
  }
  const ends = [...lonely.values()];
  if (ends.length > 0) {
    const first = ends.reduce((least, i) => Math.min(least, place[i]!), Infinity);
    notes.add('flow-without-end', first, ends.length);
  }
  return { order, from, isKept };
}

function sortStartsFirst(order: Uint32Array, { time, mark, length }: FlowRecords): void {
  for (let low = 0; low < length;) {
    let high = low + 1;
    while (high < length && time[order[high]!] === time[order[low]!]) high++;
    if (high - low > 1) {
      const run = [...order.subarray(low, high)];
      const rank = (i: number) => Math.min(2, mark[i]!);
      order.set(
        run.toSorted((a, b) => rank(a) - rank(b)),
        low,
      );
    }
    low = high;
  }
}
