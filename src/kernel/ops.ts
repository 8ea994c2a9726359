/**
 * Table of all ops, composed of each primitive's own. The order gives the op codes; codes live no longer than a run, so
 * the order may change. The compiler and the text test name what else a new op needs (a text, a glyph).
 */
import type { OpInfo } from '../trace/format.ts';
import type { OpSpec, OpTable } from './kernel.ts';
import type { OpCode } from './request.ts';
import { atexitOps } from './primitives/atexit.ts';
import { barrierOps } from './primitives/barrier.ts';
import { computeOps } from './primitives/compute.ts';
import { conditionOps } from './primitives/condition.ts';
import { consoleOps } from './primitives/console.ts';
import { contentsOps } from './primitives/contents.ts';
import { eventOps } from './primitives/event.ts';
import { executorOps } from './primitives/executor.ts';
import { fileOps } from './primitives/files.ts';
import { forkOps } from './primitives/fork.ts';
import { futureOps } from './primitives/future.ts';
import { localOps } from './primitives/local.ts';
import { lockOps } from './primitives/lock.ts';
import { managedOps } from './primitives/managed.ts';
import { pipeOps } from './primitives/pipe.ts';
import { poolOps } from './primitives/pool.ts';
import { processOps } from './primitives/process.ts';
import { processDie, processEndOps } from './primitives/process-end.ts';
import { sharedQueueOps } from './primitives/process-queue.ts';
import { processStopOps, processStopped } from './primitives/process-stop.ts';
import { processSyncOps } from './primitives/process-sync.ts';
import { processWaitOps } from './primitives/process-wait.ts';
import { processWatchOps } from './primitives/process-watch.ts';
import { queueOps } from './primitives/queue.ts';
import { randomOps } from './primitives/random.ts';
import { rlockOps } from './primitives/rlock.ts';
import { semaphoreOps } from './primitives/semaphore.ts';
import { sharedValueOps } from './primitives/shared-value.ts';
import { shownOps } from './primitives/shown.ts';
import { signalHandle, signalHandled, signalOps } from './primitives/signal.ts';
import { socketOps } from './primitives/socket.ts';
import { socketKeptOps } from './primitives/socket-kept.ts';
import { socketPlainOps } from './primitives/socket-plain.ts';
import { socketPairOps } from './primitives/socket-pair.ts';
import { streamOps } from './primitives/stream.ts';
import { terminalOps } from './primitives/terminal.ts';
import { threadOps } from './primitives/thread.ts';
import { threadInfoOps } from './primitives/thread-info.ts';
import { timeOps } from './primitives/time.ts';
import { variableOps } from './primitives/variable.ts';
import { waitAnyOps } from './primitives/wait-any.ts';

const table = {
  ...threadOps,
  ...threadInfoOps,
  ...atexitOps,
  ...processOps,
  ...processWatchOps,
  ...processEndOps,
  ...processStopOps,
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
  ...lockOps,
  ...rlockOps,
  ...conditionOps,
  ...semaphoreOps,
  ...eventOps,
  ...barrierOps,
  ...localOps,
  ...queueOps,
  ...pipeOps,
  ...fileOps,
  ...variableOps,
  ...contentsOps,
  ...timeOps,
  ...computeOps,
  ...randomOps,
  ...shownOps,
  ...consoleOps,
  ...terminalOps,
} satisfies Record<string, OpSpec>;

export type OpName = keyof typeof table;

export const opNames = Object.keys(table) as OpName[];

export const opSpecs: readonly OpSpec[] = opNames.map((name) => table[name]);

/** The operation table of every trace that the kernel makes. */
export const opInfos: readonly OpInfo[] = opSpecs.map((spec) => spec.info);

export const code = Object.fromEntries(opNames.map((name, index) => [name, index])) as Record<
  OpName,
  OpCode
>;

const codeOf = (spec: OpSpec): OpCode => opSpecs.indexOf(spec);

/** What a kernel is made with. */
export const opTable: OpTable = {
  specs: opSpecs,
  handle: codeOf(signalHandle),
  handled: codeOf(signalHandled),
  stopped: codeOf(processStopped),
  die: codeOf(processDie),
};
