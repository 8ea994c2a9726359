/** All processes at an instant: state as in operating systems textbooks, and position in the process tree. */
import { appendTo } from '../base/append-to.ts';
import type { Ms, ProcessIndex, ThreadIndex } from '../base/units.ts';
import type { Trace } from '../trace/trace.ts';
import { conditionOf, type Condition } from './condition.ts';
import type { ThreadState, World } from './state.ts';

/**
 * new: created, not started. ready, running: at least one of its threads is. blocked: all its threads wait. stopped: by
 * a signal. zombie: ended, and its exit code has not been taken. ended: its exit code has been taken.
 */
export const processRuns = [
  'new',
  'ready',
  'running',
  'blocked',
  'stopped',
  'zombie',
  'ended',
] as const satisfies readonly Condition[];
export type ProcessRun = (typeof processRuns)[number];

/** The states that need a column: 'stopped' only if a process is or has been stopped. */
export function runsAmong({ processes }: Pick<World, 'processes'>): readonly ProcessRun[] {
  const stops = processes.some(({ stopped }) => stopped !== 'never');
  return stops ? processRuns : processRuns.filter((run) => run !== 'stopped');
}

/**
 * Whether a process has a pid: before it is started it is an object of its parent, and a file of another tool may have
 * no number for it.
 */
export const hasPid = (
  trace: Trace,
  { threads }: Pick<World, 'threads'>,
  process: ProcessIndex,
): boolean =>
  (trace.processes[process]?.pid ?? -1) >= 0 &&
  threads.some(({ index, run }) => run !== 'new' && trace.threads[index]?.process === process);

export interface ProcessNode {
  readonly process: ProcessIndex;
  readonly run: ProcessRun;
  /** The same as a condition of threads: if all threads sleep, the process sleeps. */
  readonly condition: Condition;
  /** Its parent in the tree, or -1 for process 1 (and for the main process, which a shell has started). */
  readonly parent: ProcessIndex;
  readonly isOrphan: boolean;
  /** Its parent terminates it at its own end. */
  readonly isDaemon: boolean;
  /** Number of ancestors in the tree; process 1 counts as parent of adopted ones. */
  readonly depth: number;
  /** The thread that selects it. */
  readonly main: ThreadIndex;
  /** Threads that have started and have not ended. */
  readonly threads: number;
  readonly exitCode: number | undefined;
  /** Time since which it has been a zombie, or gone. */
  readonly since: Ms | undefined;
}

/** The parts of a world that the tree is computed from. */
type Processes = Pick<World, 'threads' | 'processes'>;

/** In tree order: each process, then its children in order of creation; last those adopted by process 1. */
export function processTree(trace: Trace, world: Processes): readonly ProcessNode[] {
  const threads = threadsOf(trace, world);
  const children = new Map<ProcessIndex, ProcessIndex[]>();
  const adopted: ProcessIndex[] = [];
  for (const { index, isOrphan } of world.processes) {
    const parent = trace.processes[index]?.parent ?? -1;
    if (isOrphan) adopted.push(index);
    else if (parent >= 0) appendTo(children, parent, index);
  }
  const nodes: ProcessNode[] = [];
  // A stack: a chain of processes may be as long as a file says.
  const left = adopted.map((process) => ({ process, depth: 1 })).toReversed();
  if (world.processes.length > 0) left.push({ process: 0, depth: 0 });
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { process, depth } = next;
    nodes.push(nodeOf(trace, world, process, depth, threads[process] ?? []));
    for (const child of children.get(process)?.toReversed() ?? [])
      left.push({ process: child, depth: depth + 1 });
  }
  return nodes;
}

function threadsOf(trace: Trace, world: Processes): readonly (readonly ThreadState[])[] {
  const threads: ThreadState[][] = world.processes.map(() => []);
  for (const thread of world.threads) threads[trace.threads[thread.index]!.process]?.push(thread);
  return threads;
}

function nodeOf(
  trace: Trace,
  world: Processes,
  process: ProcessIndex,
  depth: number,
  threads: readonly ThreadState[],
): ProcessNode {
  const { exitCode, isOrphan, isReaped, stopped, lastEvent } = world.processes[process]!;
  const parent = trace.processes[process]!.parent;
  // A shell takes the exit code of the main process.
  const isGone = isReaped || (exitCode !== undefined && parent < 0);
  const aliveRun = stopped === 'now' ? 'stopped' : runOf(threads);
  const run = exitCode === undefined ? aliveRun : isGone ? 'ended' : 'zombie';
  return {
    process,
    run,
    condition: run === 'blocked' ? commonWait(threads) : run,
    parent: isOrphan ? -1 : parent,
    isOrphan,
    isDaemon: trace.processes[process]!.daemon === true,
    depth,
    main: threads[0]?.index ?? -1,
    threads: threads.filter((thread) => thread.run !== 'new' && thread.run !== 'ended').length,
    exitCode,
    since: exitCode === undefined ? undefined : trace.time(lastEvent),
  };
}

/** The common kind of wait of all live threads, if there is one. */
function commonWait(threads: readonly ThreadState[]): Condition {
  const kinds = new Set(threads.filter(({ run }) => run === 'blocked').map(conditionOf));
  const [kind = 'blocked'] = kinds;
  return kinds.size === 1 ? kind : 'blocked';
}

function runOf(threads: readonly ThreadState[]): ProcessRun {
  const [main] = threads;
  if (main === undefined || main.run === 'new') return 'new';
  if (threads.some(({ run }) => run === 'running')) return 'running';
  return threads.some(({ run }) => run === 'ready') ? 'ready' : 'blocked';
}
