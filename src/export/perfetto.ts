/**
 * For tests: Chrome trace events as Perfetto's importer takes them in, with the counts that it keeps of what it drops. By its
 * sources (`src/trace_processor/importers/json`, `importers/common/flow_tracker.cc`): events in the order of their time, those of one instant
 * in that of the file; a slice must lie in the one that is open on its thread; a flow begins and steps in the slice that is
 * open, and ends in it (`bp: "e"`) or in the next that begins.
 */
type Json = Readonly<Record<string, unknown>>;

export interface PerfettoSlice {
  readonly name: string;
  readonly track: string;
  readonly start: number;
  readonly end: number;
  readonly depth: number;
}

export interface Perfetto {
  readonly processNames: ReadonlyMap<number, string>;
  readonly threadNames: ReadonlyMap<number, string>;
  readonly slices: readonly PerfettoSlice[];
  readonly flows: readonly { readonly from: PerfettoSlice; readonly to: PerfettoSlice }[];
  readonly counters: ReadonlyMap<string, number>;
  /** By the name of the importer's own statistic. */
  readonly errors: readonly string[];
}

/** Floating-point residue of sums of thousandths. */
const DUST = 0.0005;

export function readAsPerfetto(events: readonly Json[]): Perfetto {
  const errors: string[] = [];
  const processNames = new Map<number, string>();
  const threadNames = new Map<number, string>();
  const slices: PerfettoSlice[] = [];
  const stacks = new Map<string, PerfettoSlice[]>();
  const begun = new Map<string, PerfettoSlice>();
  const awaited = new Map<string, string[]>();
  const asyncs = new Map<string, { name: string; start: number }>();
  const flows: { from: PerfettoSlice; to: PerfettoSlice }[] = [];
  const counters = new Map<string, number>();

  const top = (track: string, ts: number): PerfettoSlice | undefined => {
    const stack = stacks.get(track) ?? [];
    stacks.set(track, stack);
    while (stack.length > 0 && stack.at(-1)!.end < ts - DUST) stack.pop();
    return stack.at(-1);
  };
  const finish = (key: string, to: PerfettoSlice): void => {
    const from = begun.get(key);
    if (from === undefined) errors.push(`flow_end_without_start ${key}`);
    else flows.push({ from, to });
  };

  for (const event of events) {
    const { ph, pid, tid, name, args } = event;
    if (typeof pid !== 'number' || pid === 0) errors.push(`pid ${JSON.stringify(event)}`);
    if (tid !== undefined && (typeof tid !== 'number' || tid === 0))
      errors.push(`tid ${JSON.stringify(event)}`);
    const said = (args as Json | undefined)?.['name'];
    if (ph === 'M' && name === 'process_name') processNames.set(Number(pid), String(said));
    if (ph === 'M' && name === 'thread_name') threadNames.set(Number(tid), String(said));
  }
  const timed = events.filter(({ ph }) => ph !== 'M');
  for (const event of timed.toSorted((a, b) => Number(a['ts']) - Number(b['ts']))) {
    const { ph, pid, tid, cat, id } = event;
    const name = String(event['name']);
    const ts = Number(event['ts']);
    const track = `${String(pid)}/${String(tid)}`;
    const key = `${String(cat)}:${name}:${String(id)}`;
    if (!Number.isFinite(ts)) errors.push(`json_parser_failure ${JSON.stringify(event)}`);
    switch (ph) {
      case 'X': {
        const end = ts + Number(event['dur']);
        if (!(end >= ts)) errors.push(`slice_negative_duration ${name}`);
        let parent = top(track, ts);
        // A slice that ends where the next begins is over by then.
        const stack = stacks.get(track)!;
        while (parent !== undefined && parent.end <= ts + DUST && end > parent.end + DUST) {
          stack.pop();
          parent = stack.at(-1);
        }
        if (parent !== undefined && end > parent.end + DUST)
          errors.push(`slice_spill_overlapping_complete_event ${name} in ${parent.name} at ${ts}`);
        const slice = { name, track, start: ts, end, depth: stack.length };
        stack.push(slice);
        slices.push(slice);
        for (const waiting of awaited.get(track) ?? []) finish(waiting, slice);
        awaited.delete(track);
        break;
      }
      case 'b':
      case 'n':
      case 'e': {
        const cookie = `${String(pid)} ${String(cat)}:${String(id)}`;
        const open = asyncs.get(cookie);
        if (cat === undefined || id === undefined) errors.push(`async_without_id ${name}`);
        else if (ph === 'b' && open !== undefined) errors.push(`async_id_in_use ${cookie}`);
        else if (ph === 'b') asyncs.set(cookie, { name, start: ts });
        else if (ph === 'e' && (open === undefined || open.name !== name))
          errors.push(`async_end_without_begin ${cookie}`);
        else if (ph === 'e') {
          slices.push({ name, track: cookie, start: open!.start, end: ts, depth: 0 });
          asyncs.delete(cookie);
        }
        break;
      }
      case 's':
      case 't': {
        const slice = top(track, ts);
        if (ph === 's' && begun.has(key)) errors.push(`flow_duplicate_id ${key}`);
        else if (slice === undefined) errors.push(`flow_no_enclosing_slice ${key} at ${ts}`);
        else begun.set(key, slice);
        break;
      }
      case 'f': {
        const slice = top(track, ts);
        if (event['bp'] !== 'e') awaited.set(track, [...(awaited.get(track) ?? []), key]);
        else if (slice === undefined) errors.push(`flow_no_enclosing_slice ${key} at ${ts}`);
        else finish(key, slice);
        break;
      }
      case 'C':
        for (const [part, value] of Object.entries((event['args'] ?? {}) as Json)) {
          if (typeof value !== 'number' || !Number.isFinite(value))
            errors.push(`counter ${name} ${part}`);
          const at = `${String(pid)} ${name} ${part}`;
          counters.set(at, (counters.get(at) ?? 0) + 1);
        }
        break;
      case 'i':
        break;
      default:
        errors.push(`phase ${String(ph)}`);
    }
  }
  for (const cookie of asyncs.keys()) errors.push(`async_without_end ${cookie}`);
  return { processNames, threadNames, slices, flows, counters, errors };
}
