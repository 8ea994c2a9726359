/**
 * Unique names for threads, processes and objects, even if a program uses one name several times. Names are those of
 * one instant: a part of the `World`, made by `History`.
 */
import type { EventIndex, ObjectIndex, ProcessIndex, ThreadIndex } from '../base/units.ts';
import type { Rename, Trace } from '../trace/trace.ts';
import { shortNames } from './short-name.ts';

interface Named {
  readonly name: string;
  readonly process: ProcessIndex;
}

interface Tables {
  readonly threads: readonly Named[];
  readonly objects: readonly Named[];
  readonly processes: readonly { readonly name: string; readonly pid: number }[];
}

/** Immutable: a world after a rename has another `Names`. */
export class Names {
  static readonly none = new Names({ threads: [], objects: [], processes: [] });

  readonly #tables: Tables;
  // Computed on first use.
  #threads: readonly string[] | undefined;
  #brief: readonly string[] | undefined;
  #short: readonly string[] | undefined;
  #shortBrief: readonly string[] | undefined;
  #objects: readonly string[] | undefined;
  #processes: readonly string[] | undefined;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  thread(thread: ThreadIndex): string {
    return this.#threadLabels()[thread] ?? '?';
  }

  /** Its name in the program, which may not be unique; empty for an index that does not exist. */
  ownThread(thread: ThreadIndex): string {
    return this.#tables.threads[thread]?.name ?? '';
  }

  /**
   * A short name: main threads of several processes are named after their process; Python's 'Thread-7 (worker)' is
   * 'Thread-7'; else the full name.
   */
  brief(thread: ThreadIndex): string {
    return this.#briefLabels()[thread] ?? '?';
  }

  /** {@link ownThread} in at most four characters. */
  short(thread: ThreadIndex): string {
    this.#short ??= shortNames(this.#tables.threads.map(({ name }) => name));
    return this.#short[thread] ?? '';
  }

  /** {@link brief} in at most four characters. */
  shortBrief(thread: ThreadIndex): string {
    this.#shortBrief ??= shortNames(this.#briefLabels());
    return this.#shortBrief[thread] ?? '';
  }

  object(object: ObjectIndex): string {
    this.#objects ??= distinct(this.#tables.objects, this.#processLabels());
    return this.#objects[object] ?? '?';
  }

  /** An object's name where its process is clear from the context. */
  ownObject(object: ObjectIndex): string {
    const process = this.process(this.#tables.objects[object]?.process ?? -1);
    return this.object(object).replace(` (${process})`, '');
  }

  process(process: ProcessIndex): string {
    return this.#processLabels()[process] ?? '?';
  }

  /** As {@link ownThread}. */
  ownProcess(process: ProcessIndex): string {
    return this.#tables.processes[process]?.name ?? '';
  }

  /** Name of a thread that is started or joined: its own name within the process, else the name of its process. */
  partner(thread: ThreadIndex, partner: ThreadIndex): string {
    const { threads } = this.#tables;
    const process = threads[partner]?.process ?? -1;
    return process === threads[thread]?.process ? this.thread(partner) : this.process(process);
  }

  #threadLabels(): readonly string[] {
    return (this.#threads ??= distinct(this.#tables.threads, this.#processLabels()));
  }

  #briefLabels(): readonly string[] {
    const { threads } = this.#tables;
    return (this.#brief ??= briefLabels(threads, this.#threadLabels(), this.#processLabels()));
  }

  #processLabels(): readonly string[] {
    return (this.#processes ??= processLabels(this.#tables.processes));
  }
}

/** The names at each instant of a trace. Equal names are the same `Names`, until a declaration. */
export class NameHistory {
  readonly #trace: Trace;
  /** Names by number of renames. */
  #made = new Map<number, Names>();
  #declared = 0;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** Names after the trace's first `count` events. */
  at(count: EventIndex): Names {
    const { threads, objects, processes, renames } = this.#trace;
    const declared = threads.length + objects.length + processes.length;
    // A new declaration may share a name, so that others need a longer form.
    if (declared !== this.#declared) this.#made = new Map();
    this.#declared = declared;
    const later = renames.findIndex(({ seq }) => seq >= count);
    const happened = later < 0 ? renames.length : later;
    const made = this.#made.get(happened) ?? new Names(tablesBefore(this.#trace, happened));
    this.#made.set(happened, made);
    return made;
  }
}

/** The tables without all renames after the first `happened`. */
function tablesBefore({ threads, objects, processes, renames }: Trace, happened: number): Tables {
  const before = { threads: [...threads], objects: [...objects], processes: [...processes] };
  for (const rename of renames.slice(happened).toReversed()) undo(before, rename);
  return before;
}

function undo(
  { threads, processes }: Pick<Trace, 'threads' | 'processes'>,
  { of, index, before }: Rename,
): void {
  if (of === 'thread') threads[index] = { ...threads[index]!, name: before };
  else processes[index] = { ...processes[index]!, name: before };
}

function briefLabels(
  threads: readonly Named[],
  full: readonly string[],
  processes: readonly string[],
): string[] {
  const seen = new Set<ProcessIndex>();
  return threads.map(({ name, process }, index) => {
    // The first thread of a process is its main thread.
    const isMain = !seen.has(process);
    seen.add(process);
    if (full[index] === name) return name.replace(/^(Thread-\d+) \(.+\)$/, '$1');
    return (isMain ? processes[process] : full[index]) ?? '?';
  });
}

/** The first process of a name keeps it; a fork's copies add their pid, others their number. */
function processLabels(processes: Tables['processes']): string[] {
  const seen = new Set<string>();
  return processes.map(({ name, pid }, index) => {
    const label = seen.has(name) ? `${name} ${pid < 0 ? `#${index + 1}` : pid}` : name;
    seen.add(name);
    return label;
  });
}

/** A name alone if it is unique, else with its process, else with a number too. */
function distinct(table: readonly Named[], processes: readonly string[]): string[] {
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
