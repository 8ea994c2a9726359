/**
 * Chrome Trace Event JSON that opens well in Perfetto and the Firefox Profiler, and comes back into Weft unchanged: the
 * trace itself stands in `metadata.weft`. docs/FORMATS.md says what is written; the order matters: at one instant a slice
 * stands before what binds to it.
 */
import type { ObjectIndex, ThreadIndex } from '../base/units.ts';
import { encodeTrace } from '../trace/codec/encode-trace.ts';
import { Phase, type Source } from '../trace/format.ts';
import { arrowKinds } from '../views/arrows.ts';
import { LaneState } from '../views/interval-column.ts';
import { endedHold, measureOf } from '../views/object-fold.ts';
import { textOfSlice } from '../views/track-index.ts';
import type { Told } from './told.ts';
import { chromeIds, type ChromeIds } from './chrome-ids.ts';

type Json = Record<string, unknown>;

/** Duration of a step in microseconds where none is known: without one it could not be clicked. */
const STEP = 1;

/** Microseconds, rounded to nanoseconds. */
const micros = (ms: number): number => Math.round(ms * 1e6) / 1000;

/** One event per line, so that it can be read and compared. */
export function chromeTrace(told: Told, title: string, sources: readonly Source[]): string {
  const { trace } = told;
  const head = {
    displayTimeUnit: 'ms',
    metadata: { source: 'Weft', weft: encodeTrace(trace, title, sources) },
  };
  const lines = chromeEvents(told).map((event) => JSON.stringify(event));
  return `${JSON.stringify(head).slice(0, -1)},"traceEvents":[\n${lines.join(',\n')}\n]}\n`;
}

export function chromeEvents(told: Told): readonly Json[] {
  const ids = chromeIds(told.trace);
  const timed = [
    ...told.trace.threads.flatMap((_, thread) => threadSlices(told, ids, thread)),
    ...trackEvents(told, ids),
    ...holds(told, ids),
    ...counters(told, ids),
    ...printed(told, ids),
    ...flows(told, ids),
  ];
  // Stable sort: at one instant, slices come before what binds to them.
  return [...names(told, ids), ...timed.toSorted((a, b) => Number(a['ts']) - Number(b['ts']))];
}

function names({ trace, names: called }: Told, ids: ChromeIds): Json[] {
  const meta = (pid: number, name: string, args: Json, tid?: number): Json => ({
    ph: 'M',
    pid,
    ...(tid === undefined ? {} : { tid }),
    name,
    args,
  });
  const own = trace.processes.flatMap((_, process) => {
    const pid = ids.pid(process);
    return [
      meta(pid, 'process_name', { name: called.process(process) }),
      meta(pid, 'process_sort_index', { sort_index: process }),
    ];
  });
  const isShared =
    trace.threads.some(({ process }) => process < 0) ||
    trace.objects.some(({ process }) => process < 0);
  const shared = isShared
    ? [
        meta(ids.shared, 'process_name', { name: 'shared' }),
        meta(ids.shared, 'process_sort_index', { sort_index: trace.processes.length }),
      ]
    : [];
  const threads = trace.threads.flatMap(({ process }, thread) => {
    const [pid, tid] = [ids.pid(process), ids.tid(thread)];
    return [
      meta(pid, 'thread_name', { name: called.thread(thread) }, tid),
      meta(pid, 'thread_sort_index', { sort_index: thread }, tid),
    ];
  });
  return [...own, ...shared, ...threads];
}

const WAITS = new Set<number>([
  LaneState.blocked,
  LaneState.joining,
  LaneState.asleep,
  LaneState.message,
]);

/** The life of a thread as one slice; in it a slice for each wait, and one for each step that took effect at once. */
function threadSlices(told: Told, ids: ChromeIds, thread: ThreadIndex): Json[] {
  const { trace, lanes } = told;
  const { intervals, events } = lanes.threads[thread]!;
  const { process, target, name } = trace.threads[thread]!;
  const place = { pid: ids.pid(process), tid: ids.tid(thread) };
  const edge = trace.endTime;
  let begin = -1;
  let end = edge;
  const slices: Json[] = [];
  /** Bounds of waits: no step may cross one. */
  const stops: number[] = [];
  for (let i = 0; i < intervals.length; i++) {
    const state = intervals.state[i]!;
    const start = intervals.start[i]!;
    if (state === LaneState.new) continue;
    // A zombie has ended before its exit code is taken.
    if (state === LaneState.zombie || state === LaneState.ended) {
      end = Math.min(end, start);
      continue;
    }
    if (begin < 0) begin = start;
    if (!WAITS.has(state)) continue;
    const seq = intervals.event[i]!;
    // Woken and not yet through, it is still in the call.
    let last = i;
    while (last + 1 < intervals.length && intervals.state[last + 1] === LaneState.ready) last++;
    const until = intervals.endOf(last, edge);
    stops.push(start, until);
    const about = trace.object(seq) >= 0 ? ` ${told.names.object(trace.object(seq))}` : '';
    slices.push({
      ph: 'X',
      cat: 'wait',
      name: `${trace.opName(trace.op(seq))}${about} (waiting)`,
      ...place,
      ts: micros(start),
      dur: micros(until) - micros(start),
      args: argsOf(told, seq),
    });
  }
  if (begin < 0) return [];
  const life: Json = {
    ph: 'X',
    cat: 'thread',
    name: target === '' ? name : target,
    ...place,
    ts: micros(begin),
    dur: micros(end) - micros(begin),
  };
  return [life, ...slices, ...steps(told, thread, place, micros(end), stops.map(micros), events)];
}

function steps(
  told: Told,
  thread: ThreadIndex,
  place: Json,
  end: number,
  stops: readonly number[],
  events: { readonly length: number; at(i: number): number },
): Json[] {
  const { trace } = told;
  const found: Json[] = [];
  let stop = 0;
  for (let n = 0; n < events.length; n++) {
    const seq = events.at(n);
    const phase = trace.phase(seq);
    const isStep = phase === Phase.done || phase === Phase.fail || phase === Phase.raise;
    // The end of a sleep is no event of its own.
    const isSleep = trace.opInfo(seq)?.wait === 'sleep';
    if (!isStep || isSleep || trace.thread(seq) !== thread) continue;
    const ts = micros(trace.time(seq));
    while (stop < stops.length && stops[stop]! <= ts) stop++;
    const next = n + 1 < events.length ? micros(trace.time(events.at(n + 1))) : end;
    const dur = Math.min(STEP, next - ts, (stops[stop] ?? end) - ts, end - ts);
    if (!(dur > 0)) continue;
    const about = trace.object(seq) >= 0 ? ` ${told.names.object(trace.object(seq))}` : '';
    const failed = phase === Phase.done ? '' : phase === Phase.fail ? ' (no effect)' : ' (raised)';
    found.push({
      ph: 'X',
      cat: 'step',
      name: `${trace.opName(trace.op(seq))}${about}${failed}`,
      ...place,
      ts,
      dur: Math.round(dur * 1000) / 1000,
      args: argsOf(told, seq),
    });
  }
  return found;
}

function argsOf({ trace }: Told, seq: number): Json {
  const [text, line] = [trace.text(seq), trace.line(seq)];
  const source = trace.sources[trace.source(seq)]?.name ?? 'program';
  return {
    event: seq,
    ...(text === '' ? {} : { value: text }),
    ...(line === 0 ? {} : { loc: `${source}:${line}` }),
  };
}

/** Holds of objects: they overlap arbitrarily, so each has an id of its own. */
function holds({ trace, names: called }: Told, ids: ChromeIds): Json[] {
  const holders = new Map<ObjectIndex, ThreadIndex[]>();
  const open = new Map<ObjectIndex, Json[]>();
  const found: Json[] = [];
  let count = 0;
  const close = (begun: Json, ts: number) => {
    const { args: _args, ...same } = begun;
    found.push({ ...same, ph: 'e', ts });
  };
  for (let seq = 0; seq < trace.length; seq++) {
    const object = trace.object(seq);
    const hold = trace.opInfo(seq)?.hold;
    if (hold === undefined || object < 0 || trace.phase(seq) !== Phase.done) continue;
    const thread = trace.thread(seq);
    const ts = micros(trace.time(seq));
    const [held, begun] = [holders.get(object) ?? [], open.get(object) ?? []];
    holders.set(object, held);
    open.set(object, begun);
    if (hold === 'take') {
      const begin: Json = {
        ph: 'b',
        cat: 'lock',
        id: `0x${(++count).toString(16)}`,
        name: `${called.object(object)} held`,
        pid: ids.pid(trace.threads[thread]?.process ?? -1),
        tid: ids.tid(thread),
        ts,
        args: { by: called.thread(thread), event: seq },
      };
      found.push(begin);
      held.push(thread);
      begun.push(begin);
    } else if (held.length > 0) {
      const at = endedHold(held, thread);
      held.splice(at, 1);
      for (const ended of begun.splice(at, 1)) close(ended, ts);
    }
  }
  const edge = micros(trace.endTime);
  for (const begun of open.values()) for (const one of begun) close(one, edge);
  return found;
}

/** Wake-ups, messages, starts and joins: from the instant of the cause to that of its effect. */
function flows({ trace, arrows }: Told, ids: ChromeIds): Json[] {
  const found: Json[] = [];
  let id = 0;
  for (const kind of arrowKinds) {
    const column = arrows.columns[kind];
    for (let i = 0; i < column.length; i++) {
      id++;
      const point = (thread: ThreadIndex, time: number): Json => ({
        cat: kind,
        name: kind,
        id,
        pid: ids.pid(trace.threads[thread]?.process ?? -1),
        tid: ids.tid(thread),
        ts: micros(time),
      });
      found.push(
        { ph: 's', ...point(column.fromThread[i]!, column.fromTime[i]!) },
        { ph: 'f', bp: 'e', ...point(column.toThread[i]!, column.toTime[i]!) },
      );
    }
  }
  return found;
}

const figures = { depth: 'items', permits: 'permits', waiting: 'waiting' } as const;

function counters({ trace, lanes, names: called }: Told, ids: ChromeIds): Json[] {
  return lanes.objects.flatMap(({ index, steps: column }) => {
    const measure = measureOf(trace, index);
    if (measure !== 'depth' && measure !== 'permits' && measure !== 'waiting') return [];
    const { process, kind } = trace.objects[index]!;
    const [pid, name] = [ids.pid(process), `${kind} ${called.object(index)}`];
    return Array.from({ length: column.length }, (_, i) => ({
      ph: 'C',
      pid,
      name,
      ts: micros(column.start[i]!),
      args: { [figures[measure]]: column.value[i] },
    }));
  });
}

function printed({ trace }: Told, ids: ChromeIds): Json[] {
  const found: Json[] = [];
  for (let seq = 0; seq < trace.length; seq++) {
    const writes = trace.opInfo(seq)?.writes;
    const thread = trace.thread(seq);
    if (writes === undefined || thread < 0 || trace.phase(seq) !== Phase.done) continue;
    found.push({
      ph: 'i',
      s: 't',
      cat: writes,
      name: trace.text(seq).trimEnd() || ' ',
      pid: ids.pid(trace.threads[thread]!.process),
      tid: ids.tid(thread),
      ts: micros(trace.time(seq)),
    });
  }
  return found;
}

/** Slices and counters of a recording. */
function trackEvents({ trace }: Told, ids: ChromeIds): Json[] {
  const { names: called, slices, counters: counts } = trace.tracks;
  const found: Json[] = [];
  let id = 0;
  for (const { name: track, process, thread, rows } of slices) {
    const pid = ids.pid(process);
    for (const row of rows) {
      const { start, end, name } = row;
      for (let i = 0; i < start.length; i++) {
        const [ts, until] = [micros(start[i]!), micros(end[i]!)];
        const title = called[name[i]!] ?? '';
        const text = textOfSlice(trace.tracks, row, i);
        const args = text === '' ? {} : { args: { text } };
        if (thread >= 0) {
          const tid = ids.tid(thread);
          found.push({ ph: 'X', name: title, pid, tid, ts, dur: until - ts, ...args });
          continue;
        }
        const same = { cat: track, id: `0x${(++id).toString(16)}`, name: title, pid };
        found.push({ ph: 'b', ...same, ts, ...args }, { ph: 'e', ...same, ts: until });
      }
    }
  }
  for (const { name, process, start, value } of counts)
    for (const [i, time] of start.entries()) {
      const args = { value: value[i] };
      found.push({ ph: 'C', pid: ids.pid(process), name, ts: micros(time), args });
    }
  return found;
}
