/**
 * Table of all ops, composed of each primitive's own: first those of the core. The order gives the op codes; codes live no
 * longer than a run, so the order may change. The compiler and the text test name what else a new op needs (a text, a
 * glyph).
 */
import type { ObjectKind, OpInfo } from '../trace/format.ts';
import { coreObjects, coreOps, coreTable, infosOf } from './core-ops.ts';
import type { ObjectSpec, OpSpec, OpTable, ProcessPart } from './kernel.ts';
import type { OpCode } from './request.ts';
import { consolePart } from './primitives/console.ts';
import { executorObject, executorOps, executorPart } from './primitives/executor.ts';
import { fileOps } from './primitives/files.ts';
import { filePart } from './primitives/file-table.ts';
import { forkOps } from './primitives/fork.ts';
import { futureObject, futureOps } from './primitives/future.ts';
import { managedOps } from './primitives/managed.ts';
import { pipeObject, pipeOps, pipePart } from './primitives/pipe.ts';
import { poolObject, poolOps, resultObject } from './primitives/pool.ts';
import { processOps } from './primitives/process.ts';
import { familyPart, processFamilyOps } from './primitives/process-family.ts';
import { sharedQueueOps } from './primitives/process-queue.ts';
import { processSyncOps } from './primitives/process-sync.ts';
import { processWaitOps } from './primitives/process-wait.ts';
import { processWatchOps } from './primitives/process-watch.ts';
import {
  lifoQueueObject,
  priorityQueueObject,
  queueObject,
  queueOps,
  shownQueues,
  simpleQueueObject,
} from './primitives/queue.ts';
import { feederPart } from './primitives/queue-feeder.ts';
import { randomOps, randomPart } from './primitives/random.ts';
import { arrayObject, sharedValueOps, valueObject } from './primitives/shared-value.ts';
import { shownProcesses } from './primitives/shown-processes.ts';
import { shownResults } from './primitives/shown-results.ts';
import { shownSockets } from './primitives/shown-sockets.ts';
import { signalOps } from './primitives/signal.ts';
import { listenerObject, socketOps, socketPart } from './primitives/socket.ts';
import { socketKeptOps } from './primitives/socket-kept.ts';
import { socketPairOps } from './primitives/socket-pair.ts';
import { socketPlainOps } from './primitives/socket-plain.ts';
import { streamOps } from './primitives/stream.ts';
import { waitAnyOps } from './primitives/wait-any.ts';

const table = {
  ...coreOps,
  ...processOps,
  ...processWatchOps,
  ...processFamilyOps,
  ...processWaitOps,
  ...waitAnyOps,
  ...forkOps,
  ...signalOps,
  ...processSyncOps,
  ...poolOps,
  ...futureOps,
  ...executorOps,
  ...sharedQueueOps,
  ...sharedValueOps,
  ...managedOps,
  ...socketOps,
  ...socketKeptOps,
  ...socketPairOps,
  ...socketPlainOps,
  ...streamOps,
  ...queueOps,
  ...pipeOps,
  ...fileOps,
  ...randomOps,
} satisfies Record<string, OpSpec>;

export type OpName = keyof typeof table;

export const opNames = Object.keys(table) as OpName[];

export const opSpecs: readonly OpSpec[] = opNames.map((name) => table[name]);

export const code = Object.fromEntries(opNames.map((name, index) => [name, index])) as Record<
  OpName,
  OpCode
>;

/** Exists only in traces from elsewhere: the kernel creates none. */
const otherObject: ObjectSpec = {
  kind: 'other',
  lines: [],
  begin: () => undefined,
  tell: () => ({ measure: 0, limit: -1 }),
};

const objects = {
  ...coreObjects,
  queue: queueObject,
  'lifo-queue': lifoQueueObject,
  'priority-queue': priorityQueueObject,
  'simple-queue': simpleQueueObject,
  pipe: pipeObject,
  listener: listenerObject,
  value: valueObject,
  array: arrayObject,
  pool: poolObject,
  result: resultObject,
  executor: executorObject,
  future: futureObject,
  other: otherObject,
} satisfies Record<ObjectKind, ObjectSpec>;

/**
 * In the order in which an ended process gives up what it has: descriptors and output that was not written go silently, then
 * whoever waits at its pipes, queues and sockets is woken, in this order; its children and its parent learn of it last.
 */
const processParts: readonly ProcessPart[] = [
  filePart,
  consolePart,
  pipePart,
  feederPart,
  socketPart,
  randomPart,
  executorPart,
  familyPart,
];

/** What a kernel for any program is made with. */
export const opTable: OpTable = {
  ...coreTable,
  specs: opSpecs,
  objects,
  processParts,
  carried: { send: code['pipe.send'], receive: code['pipe.recv'], poll: code['pipe.poll'] },
  shown: {
    ...coreTable.shown,
    ...shownQueues,
    ...shownResults,
    ...shownProcesses,
    ...shownSockets,
  },
};

/** The operation table of every trace of such a kernel. */
export const opInfos: readonly OpInfo[] = infosOf(opTable);
