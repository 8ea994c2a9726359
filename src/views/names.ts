/** Names that tell threads, processes and objects apart even where a program gives one name to several. */
import type { ObjectIndex, ProcessIndex, ThreadIndex } from '../base/units.ts';
import type { Trace } from '../trace/trace.ts';

/** The two directions of a socket's connection are pipes called `connection-2 →` and `connection-2 ←`. */
export const isConnection = (name: string): boolean => /^connection-\d+ [→←]$/.test(name);

interface Named {
  readonly name: string;
  readonly process: ProcessIndex;
}

interface Labels {
  readonly size: number;
  readonly labels: readonly string[];
}

const knownBrief = new WeakMap<Trace['threads'], Labels>();
const knownProcesses = new WeakMap<Trace['processes'], Labels>();
const known = new WeakMap<readonly Named[], Labels>();

export const threadName = (trace: Trace, thread: ThreadIndex): string =>
  labelsOf(trace, trace.threads)[thread] ?? '?';

/**
 * A name that takes little room: main threads of several processes are called by their process; Python's
 * 'Thread-7 (worker)' is 'Thread-7'; else the full name.
 */
export function briefName(trace: Trace, thread: ThreadIndex): string {
  const { threads } = trace;
  const full = labelsOf(trace, threads);
  const before = knownBrief.get(threads);
  const size = sizeOf(trace, threads);
  if (before?.size === size) return before.labels[thread] ?? '?';
  const labels = threads.map(({ name, process }, index) => {
    if (full[index] === name) return name.replace(/^(Thread-\d+) \(.+\)$/, '$1');
    return name === 'MainThread' ? processName(trace, process) : (full[index] ?? '?');
  });
  knownBrief.set(threads, { size, labels });
  return labels[thread] ?? '?';
}

export const objectName = (trace: Trace, object: ObjectIndex): string =>
  labelsOf(trace, trace.objects)[object] ?? '?';

/** An object's name where it is plain which process it belongs to. */
export const ownName = (trace: Trace, object: ObjectIndex): string =>
  objectName(trace, object).replace(
    ` (${processName(trace, trace.objects[object]?.process ?? -1)})`,
    '',
  );

export const processName = (trace: Trace, process: ProcessIndex): string =>
  processLabelsOf(trace)[process] ?? '?';

/** Whom a thread starts or joins: one of its own process by its name, another process by that of the process. */
export function partnerName(trace: Trace, thread: ThreadIndex, partner: ThreadIndex): string {
  const process = trace.threads[partner]?.process ?? -1;
  return process === trace.threads[thread]?.process
    ? threadName(trace, partner)
    : processName(trace, process);
}

/** The first of a name has it alone; what fork() makes of it has its pid too. */
function processLabelsOf({ processes, renames }: Trace): readonly string[] {
  const before = knownProcesses.get(processes);
  const size = processes.length + renames;
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

function labelsOf(trace: Trace, table: readonly Named[]): readonly string[] {
  const before = known.get(table);
  const size = sizeOf(trace, table);
  if (before?.size === size) return before.labels;
  const labels = distinct(trace, table);
  known.set(table, { size, labels });
  return labels;
}

const sizeOf = ({ processes, renames }: Trace, table: readonly Named[]): number =>
  table.length + processes.length + renames;

/** A name alone where it is the only one, else with its process, else with a number too. */
function distinct(trace: Trace, table: readonly Named[]): string[] {
  const count = new Map<string, number>();
  const tally = (name: string) => count.set(name, (count.get(name) ?? 0) + 1).get(name)!;
  for (const { name } of table) tally(name);
  const withProcess = table.map(({ name, process }) =>
    count.get(name)! > 1 && process >= 0 ? `${name} (${processName(trace, process)})` : name,
  );
  count.clear();
  for (const label of withProcess) tally(label);
  const often = new Set([...count].filter(([, n]) => n > 1).map(([label]) => label));
  count.clear();
  return withProcess.map((label) => (often.has(label) ? `${label} #${tally(label)}` : label));
}
