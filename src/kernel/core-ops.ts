/**
 * The core: ops of a program of threads, which every visit loads. Their codes are the same in the table of all ops (ops.ts),
 * which begins with them. Nothing here imports a primitive of processes, of messages or of results: what those do as a process
 * ends, or how they are shown, they declare themselves, and the kernel finds it in its table.
 */
import type { ObjectKind, OpInfo } from '../trace/format.ts';
import type { ObjectSpec, OpSpec, OpTable } from './kernel.ts';
import type { OpCode } from './request.ts';
import { atexitOps } from './primitives/atexit.ts';
import { barrierObject, barrierOps } from './primitives/barrier.ts';
import { computeOps } from './primitives/compute.ts';
import { conditionObject, conditionOps } from './primitives/condition.ts';
import { consoleOps, consolePart } from './primitives/console.ts';
import { contentsOps, dictObject, listObject } from './primitives/contents.ts';
import { eventObject, eventOps } from './primitives/event.ts';
import { handlingOps, processStopped, signalHandle, signalHandled } from './primitives/handling.ts';
import { localObject, localOps } from './primitives/local.ts';
import { lockObject, lockOps } from './primitives/lock.ts';
import { processDie, processEndOps } from './primitives/process-end.ts';
import { rlockObject, rlockOps } from './primitives/rlock.ts';
import { boundedSemaphoreObject, semaphoreObject, semaphoreOps } from './primitives/semaphore.ts';
import { shownOps } from './primitives/shown.ts';
import { shownThreads } from './primitives/shown-threads.ts';
import { terminalObject, terminalOps } from './primitives/terminal.ts';
import { threadOps } from './primitives/thread.ts';
import { threadInfoOps } from './primitives/thread-info.ts';
import { timeOps } from './primitives/time.ts';
import { variableObject, variableOps } from './primitives/variable.ts';

export const coreOps = {
  ...threadOps,
  ...threadInfoOps,
  ...atexitOps,
  ...processEndOps,
  ...handlingOps,
  ...lockOps,
  ...rlockOps,
  ...conditionOps,
  ...semaphoreOps,
  ...eventOps,
  ...barrierOps,
  ...localOps,
  ...variableOps,
  ...contentsOps,
  ...timeOps,
  ...computeOps,
  ...shownOps,
  ...consoleOps,
  ...terminalOps,
} satisfies Record<string, OpSpec>;

export type OpName = keyof typeof coreOps;

const names = Object.keys(coreOps) as OpName[];
const specs: readonly OpSpec[] = names.map((name) => coreOps[name]);

export const code = Object.fromEntries(names.map((name, index) => [name, index])) as Record<
  OpName,
  OpCode
>;

const codeOf = (spec: OpSpec): OpCode => specs.indexOf(spec);

/** Kinds of objects that these ops create. */
export const coreObjects = {
  lock: lockObject,
  rlock: rlockObject,
  condition: conditionObject,
  semaphore: semaphoreObject,
  'bounded-semaphore': boundedSemaphoreObject,
  event: eventObject,
  barrier: barrierObject,
  variable: variableObject,
  terminal: terminalObject,
  dict: dictObject,
  list: listObject,
  local: localObject,
} satisfies Partial<Record<ObjectKind, ObjectSpec>>;

/** What the kernel of a program of threads is made with. */
export const coreTable: OpTable = {
  specs,
  objects: coreObjects,
  processParts: [consolePart],
  shown: shownThreads,
  handle: codeOf(signalHandle),
  handled: codeOf(signalHandled),
  stopped: codeOf(processStopped),
  die: codeOf(processDie),
};

/** The operation table of a trace whose kernel has a given table. */
export const infosOf = (table: OpTable): readonly OpInfo[] => table.specs.map(({ info }) => info);
