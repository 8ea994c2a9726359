/** Builds a trace from a foreign recording: slices in rows, waits and flows as events. */
import { appendTo } from '../../base/append-to.ts';
import {
  Phase,
  type NewEvent,
  type OpInfo,
  type ProcessDetails,
  type ThreadDetails,
} from '../../trace/format.ts';
import { Trace } from '../../trace/trace.ts';
import { Totals, type CounterTrack, type SliceRow, type SliceTrack } from '../../trace/tracks.ts';
import { asyncTracks } from './async-rows.ts';
import { FlowMark, linkFlows } from './flow-links.ts';
import { sortedPlaces } from './growing.ts';
import { Nest } from './nest.ts';
import type { ForeignLane, ForeignProcess, Recording } from './recording.ts';
import { BLANK, IN, OUT, Story, Told } from './story.ts';
import { waitOf, waitTable } from './waits.ts';

/** Maximum number of events made of waits and flows: a few seconds of a page's work. */
const MOST_TOLD = 1_500_000;

const HIGHEST_PID = 0x7fff_ffff;

export function buildTrace(recording: Recording): Trace {
  const { names, notes, flows, asyncs, pool } = recording;
  notes.add('many-names', 0, names.lost);
  notes.add('long-names', 0, names.cut);
  const { start, end } = extent(recording);
  shift(recording, start);
  const edge = Math.max(0, end - start);
  const texts = names.texts();
  const totals = new Totals(texts.length);
  const nest = new Nest(notes, totals, pool, recording.texts);

  const processes = processesShown(recording);
  const order = lanesInOrder(recording, new Set(processes));
  const threads = order.filter(({ isThread }) => isThread);
  const threadOf = new Int32Array(recording.lanes.length).fill(-1);
  threads.forEach((lane, thread) => (threadOf[lane.index] = thread));
  const processOf = new Int32Array(recording.processes.length).fill(-1);
  processes.forEach(({ index }, place) => (processOf[index] = place));

  const ops: OpInfo[] = [...waitTable.map(({ op }) => op), OUT, IN];
  const trace = new Trace(ops);
  declare(trace, processes, threads, processOf);
  const story = new Story(trace, (name) => texts[name] ?? '');
  const links = linkFlows(flows, notes);
  const [firsts, lasts] = activity(recording, start, edge);
  const waits = new WaitNames(texts);
  const slices: SliceTrack[] = [];
  const rowsOf: (readonly SliceRow[])[] = [];

  for (const lane of order) {
    const rows = nest.rowsOf(lane.records, start, Math.min(edge, lane.until - start));
    rowsOf[lane.index] = rows;
    const thread = threadOf[lane.index]!;
    const first = firsts[lane.index]!;
    if (thread >= 0 && first <= edge) {
      story.add(Told.start, first, thread);
      if (story.length < MOST_TOLD) tellWaits(story, rows, thread, waits);
      else notes.add('too-many-events', lane.records.firstPlace);
      story.add(Told.end, rows.reduce(lastEnd, lasts[lane.index]!), thread);
    }
    if (rows.length === 0) continue;
    const process = processOf[lane.process.index]!;
    slices.push({ name: thread < 0 ? lane.name : '', process, thread, rows });
  }
  for (const { process, name, rows } of asyncTracks(asyncs, edge, notes, totals, recording.texts)) {
    const at = processOf[process]!;
    slices.push({
      name: texts[name] ?? '',
      process: at,
      thread: -1,
      rows: rows.map((row) => row.done(pool)),
    });
  }
  tellFlows(story, recording, links, threadOf, rowsOf);
  story.tell(links.from, ops.indexOf(OUT), ops.indexOf(IN));
  notes.add('waits', 0, waits.count);
  const counters = recording.counters.map((counter): CounterTrack => {
    const { process, name, length } = counter;
    const sorted = sortedPlaces(counter.time, length);
    return {
      name,
      process: processOf[process.index]!,
      start: Float64Array.from(sorted, (i) => counter.time[i]!),
      value: Float64Array.from(sorted, (i) => counter.value[i]!),
    };
  });
  notes.add('many-texts', recording.texts.firstLost, recording.texts.lost);
  trace.setTracks({
    names: texts,
    texts: recording.texts.all(),
    slices,
    counters,
    totals,
    end: edge,
  });
  return trace;
}

/** Rounding may put the end of a slice slightly after the last instant recorded. */
const lastEnd = (last: number, { end }: SliceRow): number => Math.max(last, end.at(-1) ?? last);

/** First and last instant of the file. */
function extent({ lanes, flows, asyncs, counters }: Recording) {
  let [start, end] = [Infinity, -Infinity];
  const see = (from: number, to: number) => {
    if (from < start) start = from;
    if (to > end) end = to;
  };
  for (const { records, until } of lanes) {
    see(records.start, records.end);
    if (records.isOpen && until < Infinity) see(records.start, until);
  }
  for (const { time, length } of [flows, asyncs, ...counters])
    for (let i = 0; i < length; i++) see(time[i]!, time[i]!);
  return start === Infinity ? { start: 0, end: 0 } : { start, end };
}

/** Program time begins with the first event; lanes are shifted when their records are read. */
function shift({ flows, asyncs, counters }: Recording, start: number): void {
  for (const { time, length } of [flows, asyncs, ...counters])
    for (let i = 0; i < length; i++) time[i]! -= start;
}

const byOrder = (a: { order: number }, b: { order: number }) => a.order - b.order;

/** In the file's order, if given; else the main thread first, which has its process's number, then by number. */
function byPlace(a: ForeignLane, b: ForeignLane): number {
  const rank = ({ id, process, isThread }: ForeignLane) =>
    isThread ? (id === process.id ? -1 : Number(id)) : 0;
  return byOrder(a, b) || rank(a) - rank(b) || 0;
}

function lanesInOrder(
  { lanes }: Recording,
  processes: ReadonlySet<ForeignProcess>,
): readonly ForeignLane[] {
  const owned = new Map<ForeignProcess, ForeignLane[]>();
  for (const lane of lanes) if (processes.has(lane.process)) appendTo(owned, lane.process, lane);
  return [...owned.keys()]
    .toSorted(byOrder)
    .flatMap((process) => owned.get(process)!.toSorted(byPlace));
}

/** In the file's order; without those that have a name alone (PyTorch names all eight GPUs), unless all have. */
function processesShown(recording: Recording): readonly ForeignProcess[] {
  const { processes, lanes, flows, asyncs, counters } = recording;
  const busy = new Set(counters.map(({ process }) => process));
  for (const { records, process } of lanes) if (records.length > 0) busy.add(process);
  for (let i = 0; i < flows.length; i++) busy.add(lanes[flows.lane[i]!]!.process);
  for (let i = 0; i < asyncs.length; i++) busy.add(processes[asyncs.process[i]!]!);
  const shown = processes.filter((process) => busy.has(process));
  return (shown.length > 0 ? shown : processes).toSorted(byOrder);
}

function declare(
  trace: Trace,
  processes: readonly ForeignProcess[],
  threads: readonly ForeignLane[],
  processOf: Int32Array,
): void {
  // One reused object: the trace copies it.
  const event: { -readonly [K in keyof NewEvent]: NewEvent[K] } = { ...BLANK };
  event.phase = Phase.process;
  for (const [place, { id, name, labels }] of processes.entries()) {
    const pid = /^\d{1,10}$/.test(id) && Number(id) <= HIGHEST_PID ? Number(id) : -1;
    const named = name || labels || id || 'process';
    const details: ProcessDetails = {
      name: labels === '' || labels === named ? named : `${named} (${labels})`,
      pid,
      parent: -1,
    };
    event.value = place;
    event.text = JSON.stringify(details);
    trace.append(event);
  }
  event.phase = Phase.thread;
  event.value = -1;
  for (const [thread, { id, name, process }] of threads.entries()) {
    const details: ThreadDetails = {
      name: name || id || 'thread',
      process: processOf[process.index]!,
      daemon: false,
      target: '',
    };
    event.other = thread;
    event.text = JSON.stringify(details);
    trace.append(event);
  }
}

/** First and last instant of every lane; Infinity if empty. */
function activity(
  { lanes, flows }: Recording,
  zero: number,
  edge: number,
): [Float64Array, Float64Array] {
  const firsts = Float64Array.from(lanes, ({ records }) => records.start - zero);
  // Unended slices last to the end.
  const lasts = Float64Array.from(lanes, ({ records, until }) =>
    records.isOpen
      ? Math.max(records.end - zero, Math.min(edge, until - zero))
      : records.end - zero,
  );
  for (let i = 0; i < flows.length; i++) {
    const [lane, time] = [flows.lane[i]!, flows.time[i]!];
    if (time < firsts[lane]!) firsts[lane] = time;
    if (time > lasts[lane]!) lasts[lane] = time;
  }
  return [firsts, lasts];
}

/** Classifies names as waits, once per name. */
class WaitNames {
  count = 0;
  readonly #texts: readonly string[];
  readonly #rows: Int16Array;

  constructor(texts: readonly string[]) {
    this.#texts = texts;
    this.#rows = new Int16Array(texts.length).fill(-2);
  }

  rowOf(name: number): number {
    const known = this.#rows[name]!;
    return known > -2 ? known : (this.#rows[name] = waitOf(this.#texts[name]!));
  }
}

/** A thread waits while it is in a slice whose name means waiting; nested ones count as the outer wait. */
function tellWaits(
  story: Story,
  rows: readonly SliceRow[],
  thread: number,
  waits: WaitNames,
): void {
  const found: { readonly start: number; readonly end: number; readonly name: number }[] = [];
  for (const row of rows)
    for (let i = 0; i < row.start.length; i++)
      if (waits.rowOf(row.name[i]!) >= 0 && row.end[i]! > row.start[i]!)
        found.push({ start: row.start[i]!, end: row.end[i]!, name: row.name[i]! });
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let until = -Infinity;
  for (const { start, end, name } of found) {
    if (start < until) continue;
    const op = waits.rowOf(name);
    story.add(Told.waits, start, thread, op, name);
    story.add(Told.goesOn, end, thread, op, name);
    waits.count++;
    until = end;
  }
}

function tellFlows(
  story: Story,
  { flows, lanes }: Recording,
  { order, from, isKept }: ReturnType<typeof linkFlows>,
  threadOf: Int32Array,
  rowsOf: readonly (readonly SliceRow[])[],
): void {
  for (const i of order) {
    const lane = lanes[flows.lane[i]!]!;
    const thread = threadOf[lane.index]!;
    if (isKept[i] === 0 || thread < 0) continue;
    let time = flows.time[i]!;
    // By default it leads to the next slice that begins.
    if (flows.mark[i] === FlowMark.endAtNext) time = nextStart(rowsOf[lane.index] ?? [], time);
    story.add(from[i]! < 0 ? Told.out : Told.in, time, thread, i, flows.name[i]);
  }
}

/** Start of the next slice at or after `time`; `time` if there is none. */
function nextStart(rows: readonly SliceRow[], time: number): number {
  let next = Infinity;
  for (const { start } of rows) {
    let [low, high] = [0, start.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (start[middle]! < time) low = middle + 1;
      else high = middle;
    }
    if (low < start.length && start[low]! < next) next = start[low]!;
  }
  return next === Infinity ? time : next;
}
