/**
 * Names that tell threads, processes and objects apart even where a program gives one name to several. They are those of
 * one instant, as all that is on screen: whoever shows another instant of a trace says so by `showNamesAt`.
 */
import type { EventIndex, ObjectIndex, ProcessIndex, ThreadIndex } from '../base/units.ts';
import type { Trace } from '../trace/trace.ts';

type Tables = Pick<Trace, 'threads' | 'objects' | 'processes' | 'renames'>;

interface Named {
  readonly name: string;
  readonly process: ProcessIndex;
}

interface Labels {
  readonly size: number;
  readonly labels: readonly string[];
}

interface Past {
  /** How many of the renames had happened. */
  readonly epoch: number;
  readonly tables: Tables;
}

const knownBrief = new WeakMap<Tables['threads'], Labels>();
const knownProcesses = new WeakMap<Tables['processes'], Labels>();
const known = new WeakMap<readonly Named[], Labels>();
/** Of the traces that are shown as they were before a rename. */
const pasts = new WeakMap<Trace, Past>();

/** From now on, threads and processes of the trace go by the names that they had after its first `count` events. */
export function showNamesAt(trace: Trace, count: EventIndex): void {
  const later = trace.renames.findIndex(({ seq }) => seq >= count);
  if (later < 0) pasts.delete(trace);
  else if (pasts.get(trace)?.epoch !== later) pasts.set(trace, pastOf(trace, later));
}

/** How many of the trace's renames have happened where its names are from: they change with it. */
export const nameEpoch = (trace: Trace): number => pasts.get(trace)?.epoch ?? trace.renames.length;

/** With the names of the instant that is shown. */
function tablesOf(trace: Trace): Tables {
  const past = pasts.get(trace);
  if (past === undefined) return trace;
  const { threads, objects, processes } = past.tables;
  const isWhole =
    threads.length === trace.threads.length &&
    objects.length === trace.objects.length &&
    processes.length === trace.processes.length;
  if (isWhole) return past.tables;
  const grown = pastOf(trace, past.epoch);
  pasts.set(trace, grown);
  return grown.tables;
}

/** The tables before all renames but the first `epoch`. */
function pastOf({ threads, objects, processes, renames }: Trace, epoch: number): Past {
  const tables = {
    threads: [...threads],
    objects: [...objects],
    processes: [...processes],
    renames: renames.slice(0, epoch),
  };
  for (const { of, index, before } of renames.slice(epoch).toReversed()) {
    if (of === 'thread') tables.threads[index] = { ...tables.threads[index]!, name: before };
    else tables.processes[index] = { ...tables.processes[index]!, name: before };
  }
  return { epoch, tables };
}

export function threadName(trace: Trace, thread: ThreadIndex): string {
  const tables = tablesOf(trace);
  return labelsOf(tables, tables.threads)[thread] ?? '?';
}

/** As the program calls it, though others may be called so too; empty for one that is not there. */
export const ownThreadName = (trace: Trace, thread: ThreadIndex): string =>
  tablesOf(trace).threads[thread]?.name ?? '';

/** As {@link ownThreadName}. */
export const ownProcessName = (trace: Trace, process: ProcessIndex): string =>
  tablesOf(trace).processes[process]?.name ?? '';

/**
 * A name that takes little room: main threads of several processes are called by their process; Python's
 * 'Thread-7 (worker)' is 'Thread-7'; else the full name.
 */
export function briefName(trace: Trace, thread: ThreadIndex): string {
  const tables = tablesOf(trace);
  const { threads } = tables;
  const full = labelsOf(tables, threads);
  const before = knownBrief.get(threads);
  const size = sizeOf(tables, threads);
  if (before?.size === size) return before.labels[thread] ?? '?';
  const processes = processLabelsOf(tables);
  const labels = threads.map(({ name, process }, index) => {
    if (full[index] === name) return name.replace(/^(Thread-\d+) \(.+\)$/, '$1');
    const isMain = threads.findIndex((other) => other.process === process) === index;
    return (isMain ? processes[process] : full[index]) ?? '?';
  });
  knownBrief.set(threads, { size, labels });
  return labels[thread] ?? '?';
}

export function objectName(trace: Trace, object: ObjectIndex): string {
  const tables = tablesOf(trace);
  return labelsOf(tables, tables.objects)[object] ?? '?';
}

/** An object's name where it is plain which process it belongs to. */
export const ownName = (trace: Trace, object: ObjectIndex): string =>
  objectName(trace, object).replace(
    ` (${processName(trace, trace.objects[object]?.process ?? -1)})`,
    '',
  );

export const processName = (trace: Trace, process: ProcessIndex): string =>
  processLabelsOf(tablesOf(trace))[process] ?? '?';

/** Whom a thread starts or joins: one of its own process by its name, another process by that of the process. */
export function partnerName(trace: Trace, thread: ThreadIndex, partner: ThreadIndex): string {
  const process = trace.threads[partner]?.process ?? -1;
  return process === trace.threads[thread]?.process
    ? threadName(trace, partner)
    : processName(trace, process);
}

/** The first of a name has it alone; what fork() makes of it has its pid too. */
function processLabelsOf({ processes, renames }: Tables): readonly string[] {
  const before = knownProcesses.get(processes);
  const size = processes.length + renames.length;
  if (before?.size === size) return before.labels;
  const seen = new Set<string>();
  const labels = processes.map(({ name, pid }) => {
    const label = seen.has(name) ? `${name} ${pid}` : name;
    seen.add(name);
    return label;
  });
  knownProcesses.set(processes, { size, labels });
  return labels;
}

function labelsOf(tables: Tables, table: readonly Named[]): readonly string[] {
  const before = known.get(table);
  const size = sizeOf(tables, table);
  if (before?.size === size) return before.labels;
  const labels = distinct(tables, table);
  known.set(table, { size, labels });
  return labels;
}

const sizeOf = ({ processes, renames }: Tables, table: readonly Named[]): number =>
  table.length + processes.length + renames.length;

/** A name alone where it is the only one, else with its process, else with a number too. */
function distinct(tables: Tables, table: readonly Named[]): string[] {
  const processes = processLabelsOf(tables);
  const count = new Map<string, number>();
  const tally = (name: string) => count.set(name, (count.get(name) ?? 0) + 1).get(name)!;
  for (const { name } of table) tally(name);
  const withProcess = table.map(({ name, process }) =>
    count.get(name)! > 1 && process >= 0 ? `${name} (${processes[process] ?? '?'})` : name,
  );
  count.clear();
  for (const label of withProcess) tally(label);
  const often = new Set([...count].filter(([, n]) => n > 1).map(([label]) => label));
  count.clear();
  return withProcess.map((label) => (often.has(label) ? `${label} #${tally(label)}` : label));
}
