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

const knownProcesses = new WeakMap<Trace['processes'], Labels>();
const known = new WeakMap<readonly Named[], Labels>();

export const threadName = (trace: Trace, thread: ThreadIndex): string =>
  labelsOf(trace, trace.threads)[thread] ?? '?';

export const objectName = (trace: Trace, object: ObjectIndex): string =>
  labelsOf(trace, trace.objects)[object] ?? '?';

export const processName = (trace: Trace, process: ProcessIndex): string =>
  processLabelsOf(trace)[process] ?? '?';

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
  const size = table.length + trace.processes.length + trace.renames;
  if (before?.size === size) return before.labels;
  const labels = distinct(trace, table);
  known.set(table, { size, labels });
  return labels;
}

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
