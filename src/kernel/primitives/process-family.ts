/**
 * Parents and children: an ended process's exit status stays (a zombie) until its parent takes it; if the parent has ended
 * before, init takes it at once. A process that multiprocessing has started others from ends them, or waits for them.
 */
import type { ObjectIndex, ProcessIndex, ThreadIndex } from '../../base/units.ts';
import { EndStatus, Phase } from '../../trace/format.ts';
import {
  Aspect,
  cellOf,
  objectCell,
  processCell,
  threadCell,
  touchesNothing,
  type Footprint,
} from '../footprint.ts';
import type { Kernel, OpSpec, ProcessPart } from '../kernel.ts';
import {
  H_AT_ONCE,
  H_PROCESSES,
  H_THREADS,
  P_DAEMON,
  P_EXIT_EVENT,
  P_JOINERS,
  P_LAST,
  P_MAIN,
  P_ORPHAN,
  P_PARENT,
  P_PID,
  P_REAPED,
  P_STATE,
  P_TAKEN,
  P_WAITERS,
  P_WATCHERS,
  processAt,
  T_OBJECT,
  T_PROCESS,
  T_STATE,
  threadAt,
  ThreadState,
} from '../memory.ts';
import { dispositionOf, hasHandler, SIG_IGN, SIGCHLD, SIGTERM } from '../dispositions.ts';
import { doom } from '../doom.ts';
import { deliver, tellParent } from './deliver.ts';
import { arePoolsAtRest, endPools, poolsOf } from './pool.ts';
import { endProcess, processDrain, touchesEnd } from './process-end.ts';
import { holdsBackItems, readsQueues } from './process-queue.ts';
import { isOverWithHeirs } from './process-lineage.ts';
import { processOf, isMultiprocessing, ProcessState, SERVES, Taken } from './process-record.ts';
import { touchesSignal } from './process-touches.ts';
import { wakeWatchers } from './watchers.ts';

/** Children of a process, started or not, that have not been reaped. */
export function* childrenOf({ memory: { i32 } }: Kernel, parent: ProcessIndex) {
  for (let child = parent + 1; child < i32[H_PROCESSES]!; child++) {
    const at = processAt(child);
    if (i32[at + P_PARENT] === parent && i32[at + P_ORPHAN] === 0) yield child;
  }
}

/** Children known to multiprocessing: started as a Process. */
function* startedChildren(k: Kernel, parent: ProcessIndex) {
  for (const child of childrenOf(k, parent)) {
    const isStarted = k.memory.i32[processAt(child) + P_STATE]! >= ProcessState.running;
    if (isMultiprocessing(k, child) && isStarted) yield child;
  }
}

/** Reaps every ended multiprocessing child, as multiprocessing does before it starts another. */
export function reapEnded(k: Kernel, thread: ThreadIndex): void {
  for (const child of startedChildren(k, processOf(k, thread))) reap(k, thread, child);
}

export function touchesReaping(k: Kernel, thread: ThreadIndex, f: Footprint): void {
  const process = processOf(k, thread);
  f.writes(cellOf(Aspect.children, process));
  for (const child of startedChildren(k, process)) f.reads(processCell(child));
}

/** Not performed by any thread: appears in a trace where a parent, or init for an orphan, takes an exit status. */
const processReap: OpSpec = {
  info: { name: 'reap', life: 'reap' },
  about: 'process',
  touches: touchesNothing,
  guard: () => true,
  effect: () => undefined,
};

/** Takes the exit status of an ended process, once. */
export function reap(k: Kernel, by: ThreadIndex, process: ProcessIndex): void {
  const { i32 } = k.memory;
  const at = processAt(process);
  if (i32[at + P_STATE] !== ProcessState.exited || i32[at + P_REAPED] === 1) return;
  i32[at + P_REAPED] = 1;
  const other = i32[at + P_MAIN]!;
  const cause = i32[at + P_EXIT_EVENT]!;
  k.write(Phase.done, by, { op: k.codeOf(processReap), other, value: i32[at + P_PID]!, cause });
}

/** Its children get init as their parent, and its parent is told, or never gets the status. */
function bequeath(k: Kernel, by: ThreadIndex, process: ProcessIndex): void {
  const { i32 } = k.memory;
  const at = processAt(process);
  for (const child of childrenOf(k, process)) {
    reap(k, by, child);
    i32[processAt(child) + P_ORPHAN] = 1;
  }
  k.wakeAll(at + P_JOINERS);
  wakeWatchers(k, (things) => things.some((thing) => thing < 0 && isOverWithHeirs(k, -1 - thing)));
  const parent = i32[at + P_PARENT]!;
  if (parent < 0) return;
  if (i32[at + P_ORPHAN] === 1) {
    reap(k, by, process);
    return;
  }
  if (dispositionOf(k.memory, parent, SIGCHLD) === SIG_IGN) {
    // A parent that ignores SIGCHLD never gets a status.
    reap(k, by, process);
    i32[at + P_TAKEN] = Taken.away;
  }
  k.wakeAll(processAt(parent) + P_LAST);
  k.wakeAll(processAt(parent) + P_WAITERS);
  k.wakeAll(processAt(parent) + P_WATCHERS);
  tellParent(k, process, i32[at + P_EXIT_EVENT]!);
}

/** Waiting lists of its threads: they leave them, and pass pending wake-ups on. */
function* linesOf({ memory: { i32 } }: Kernel, process: ProcessIndex): Generator<ObjectIndex> {
  for (let thread = 0; thread < i32[H_THREADS]!; thread++) {
    const at = threadAt(thread);
    const state = i32[at + T_STATE];
    const isInLine = state === ThreadState.blocked || state === ThreadState.woken;
    if (i32[at + T_PROCESS] !== process || !isInLine) continue;
    if (i32[at + T_OBJECT]! >= 0) yield i32[at + T_OBJECT]!;
  }
}

export const familyPart: ProcessPart = {
  ended: bequeath,
  touchesEnd(k, process, f) {
    const parent = k.memory.i32[processAt(process) + P_PARENT]!;
    f.writes(cellOf(Aspect.children, process));
    f.adds(cellOf(Aspect.children, parent));
    if (hasHandler(k.memory, parent, SIGCHLD)) f.writes(processCell(parent));
    for (const object of linesOf(k, process)) f.writes(objectCell(object));
  },
};

/** A signal kills a process: after a delay, or at once if the process sent it to itself. */
export function killProcess(k: Kernel, by: ThreadIndex, process: ProcessIndex, code: number): void {
  const isAtOnce = processOf(k, by) === process || k.memory.i32[H_AT_ONCE] === 1;
  if (isAtOnce) endProcess(k, by, process, code);
  else doom(k.memory, process, code, k.deathDelay);
}

/**
 * At exit: sends SIGTERM to daemonic children, once no pool replaces its workers any more. Result: 1 if there is
 * something to wait for, 2 if pools have been told and the op has to be repeated.
 */
const processDismiss: OpSpec = {
  info: { name: 'terminate-daemons', wait: 'join' },
  about: 'none',
  touches: (k, thread, _op, f) => {
    const process = processOf(k, thread);
    f.reads(cellOf(Aspect.children, process));
    for (const pool of poolsOf(k, process)) f.writes(objectCell(pool));
    for (const child of startedChildren(k, process)) {
      if (k.memory.i32[processAt(child) + P_DAEMON] !== 0) touchesSignal(k, child, f);
    }
    readsQueues(k, f);
  },
  guard: (k, thread) => arePoolsAtRest(k, processOf(k, thread)),
  effect(k, thread, op) {
    if (endPools(k, processOf(k, thread))) return 2;
    const children = [...startedChildren(k, processOf(k, thread))];
    const sent = k.write(Phase.done, thread, { op: op.code, value: children.length });
    k.said.quiet = true;
    for (const child of children) {
      const daemon = k.memory.i32[processAt(child) + P_DAEMON];
      if (daemon === SERVES) endProcess(k, thread, child, 0);
      else if (daemon === 1) deliver(k, thread, child, SIGTERM, sent, killProcess);
    }
    return children.length > 0 || holdsBackItems(k, processOf(k, thread)) ? 1 : 0;
  },
  waitsIn: processDrain.waitsIn!,
};

/** At exit: joins all children, and waits until the pipes of queues have taken everything that this process has put. */
const processDrainChildren: OpSpec = {
  info: { ...processDrain.info, name: 'drain-children' },
  about: 'none',
  touches: (k, thread, _op, f) => {
    touchesReaping(k, thread, f);
    readsQueues(k, f);
  },
  guard(k, thread) {
    const { i32 } = k.memory;
    const process = processOf(k, thread);
    for (const child of startedChildren(k, process)) {
      if (i32[processAt(child) + P_STATE] !== ProcessState.exited) return false;
    }
    return !holdsBackItems(k, process);
  },
  effect(k, thread) {
    reapEnded(k, thread);
    return undefined;
  },
  waitsIn: processDrain.waitsIn!,
};

/** os._exit: ends the process at once, from any thread. */
const osExit: OpSpec = {
  info: { name: '_exit' },
  about: 'none',
  touches: (k, thread, _op, f) => {
    f.writes(threadCell(thread));
    touchesEnd(k, processOf(k, thread), f);
  },
  guard: () => true,
  effect(k, thread, op) {
    k.endThread(thread, EndStatus.returned);
    endProcess(k, thread, processOf(k, thread), op.n & 0xff);
    k.said.quiet = true;
    return undefined;
  },
};

/** Sends a signal; has no effect on an ended process. */
export function signal(
  k: Kernel,
  thread: ThreadIndex,
  process: ProcessIndex,
  signum: number,
  code: number,
): void {
  const main = k.memory.i32[processAt(process) + P_MAIN]!;
  const sent = k.write(Phase.done, thread, { op: code, other: main, value: signum });
  k.said.quiet = true;
  if (signum !== 0) deliver(k, thread, process, signum, sent, killProcess);
}

export const processFamilyOps = {
  'process.dismiss': processDismiss,
  'process.drainChildren': processDrainChildren,
  'process.reap': processReap,
  'os._exit': osExit,
} satisfies Record<string, OpSpec>;
