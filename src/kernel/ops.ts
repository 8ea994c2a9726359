/**
 * The table of all ops. Their order gives their codes; codes live no longer than a run, so the order may change. A new
 * op is one row here; what else it needs (a text, a glyph) the compiler and the text test name.
 */
import type { OpInfo } from '../trace/format.ts';
import type { OpSpec } from './kernel.ts';
import type { OpCode } from './request.ts';
import { atexitNext, atexitRegister } from './primitives/atexit.ts';
import {
  barrierAbort,
  barrierArrive,
  barrierBreak,
  barrierBroken,
  barrierCreate,
  barrierLeave,
  barrierNWaiting,
  barrierOpen,
  barrierReset,
  barrierTimeout,
  barrierWait,
} from './primitives/barrier.ts';
import {
  conditionCreate,
  conditionNotify,
  conditionNotifyAll,
  conditionRelease,
  conditionRestore,
  conditionWait,
} from './primitives/condition.ts';
import { computeBegin, computeEnd } from './primitives/compute.ts';
import { consolePrint, consoleReport } from './primitives/console.ts';
import { contentsOps } from './primitives/contents.ts';
import { eventClear, eventCreate, eventIsSet, eventSet, eventWait } from './primitives/event.ts';
import {
  localCreate,
  localDelete,
  localDict,
  localEnter,
  localGet,
  localSet,
} from './primitives/local.ts';
import { lockAcquire, lockCreate, lockLocked, lockRelease } from './primitives/lock.ts';
import {
  pipeClose,
  pipeCreate,
  pipeFlush,
  pipePoll,
  pipeReceive,
  pipeSend,
} from './primitives/pipe.ts';
import { executorOps } from './primitives/executor.ts';
import { futureOps } from './primitives/future.ts';
import { poolOps } from './primitives/pool.ts';
import { processOps } from './primitives/process-ops.ts';
import { processSyncOps } from './primitives/process-sync.ts';
import {
  lifoQueueCreate,
  priorityQueueCreate,
  queueCreate,
  queueEmpty,
  queueFull,
  queueGet,
  queueIsShutdown,
  queueJoin,
  queuePut,
  queueQsize,
  queueShutdown,
  queueTaskDone,
  queueUnfinished,
  simpleQueueCreate,
} from './primitives/queue.ts';
import { randomRandom, randomSeed } from './primitives/random.ts';
import { rlockAcquire, rlockCreate, rlockRelease, rlockRestore } from './primitives/rlock.ts';
import {
  boundedSemaphoreCreate,
  semaphoreAcquire,
  semaphoreCreate,
  semaphoreRelease,
} from './primitives/semaphore.ts';
import {
  threadBegin,
  threadCreate,
  threadEnd,
  threadFinish,
  threadIsAlive,
  threadJoin,
  threadRun,
  threadStart,
  threadStarted,
} from './primitives/thread.ts';
import {
  threadActiveCount,
  threadCurrent,
  threadDaemon,
  threadEnumerate,
  threadExcepthook,
  threadGetIdent,
  threadGetNativeId,
  threadIdent,
  threadMain,
  threadName,
  threadNativeId,
  threadSetDaemon,
  threadSetExcepthook,
  threadSetName,
} from './primitives/thread-info.ts';
import { signalOps } from './primitives/signal.ts';
import { sharedOps } from './primitives/shared-ops.ts';
import {
  consolePrompt,
  stdinAssign,
  terminalOpen,
  terminalRead,
  terminalType,
} from './primitives/terminal.ts';
import { timeNow, timeSleep } from './primitives/time.ts';
import { variableCreate, variableRead, variableWrite } from './primitives/variable.ts';

const table = {
  'thread.create': threadCreate,
  'thread.start': threadStart,
  'thread.started': threadStarted,
  'thread.begin': threadBegin,
  'thread.end': threadEnd,
  'thread.join': threadJoin,
  'thread.finish': threadFinish,
  'thread.run': threadRun,
  'thread.isAlive': threadIsAlive,
  'thread.name': threadName,
  'thread.setName': threadSetName,
  'thread.daemon': threadDaemon,
  'thread.setDaemon': threadSetDaemon,
  'thread.ident': threadIdent,
  'thread.nativeId': threadNativeId,
  'thread.getIdent': threadGetIdent,
  'thread.getNativeId': threadGetNativeId,
  'thread.current': threadCurrent,
  'thread.main': threadMain,
  'thread.enumerate': threadEnumerate,
  'thread.activeCount': threadActiveCount,
  'thread.setExcepthook': threadSetExcepthook,
  'thread.excepthook': threadExcepthook,
  'atexit.register': atexitRegister,
  'atexit.next': atexitNext,
  ...processOps,
  ...signalOps,
  ...processSyncOps,
  ...poolOps,
  ...futureOps,
  ...executorOps,
  ...sharedOps,
  'lock.create': lockCreate,
  'lock.acquire': lockAcquire,
  'lock.release': lockRelease,
  'lock.locked': lockLocked,
  'rlock.create': rlockCreate,
  'rlock.acquire': rlockAcquire,
  'rlock.restore': rlockRestore,
  'rlock.release': rlockRelease,
  'condition.create': conditionCreate,
  'condition.release': conditionRelease,
  'condition.wait': conditionWait,
  'condition.restore': conditionRestore,
  'condition.notify': conditionNotify,
  'condition.notifyAll': conditionNotifyAll,
  'semaphore.create': semaphoreCreate,
  'boundedSemaphore.create': boundedSemaphoreCreate,
  'semaphore.acquire': semaphoreAcquire,
  'semaphore.release': semaphoreRelease,
  'event.create': eventCreate,
  'event.set': eventSet,
  'event.clear': eventClear,
  'event.isSet': eventIsSet,
  'event.wait': eventWait,
  'barrier.create': barrierCreate,
  'barrier.arrive': barrierArrive,
  'barrier.wait': barrierWait,
  'barrier.timeout': barrierTimeout,
  'barrier.open': barrierOpen,
  'barrier.break': barrierBreak,
  'barrier.leave': barrierLeave,
  'barrier.abort': barrierAbort,
  'barrier.reset': barrierReset,
  'barrier.nWaiting': barrierNWaiting,
  'barrier.broken': barrierBroken,
  'local.create': localCreate,
  'local.enter': localEnter,
  'local.get': localGet,
  'local.set': localSet,
  'local.delete': localDelete,
  'local.dict': localDict,
  'queue.create': queueCreate,
  'lifoQueue.create': lifoQueueCreate,
  'priorityQueue.create': priorityQueueCreate,
  'simpleQueue.create': simpleQueueCreate,
  'queue.put': queuePut,
  'queue.get': queueGet,
  'queue.qsize': queueQsize,
  'queue.empty': queueEmpty,
  'queue.full': queueFull,
  'queue.taskDone': queueTaskDone,
  'queue.unfinishedTasks': queueUnfinished,
  'queue.join': queueJoin,
  'queue.shutdown': queueShutdown,
  'queue.isShutdown': queueIsShutdown,
  'pipe.create': pipeCreate,
  'pipe.send': pipeSend,
  'pipe.flush': pipeFlush,
  'pipe.recv': pipeReceive,
  'pipe.poll': pipePoll,
  'pipe.close': pipeClose,
  'variable.create': variableCreate,
  'variable.read': variableRead,
  'variable.write': variableWrite,
  ...contentsOps,
  'time.sleep': timeSleep,
  'time.now': timeNow,
  'cpu.compute': computeBegin,
  'cpu.computed': computeEnd,
  'random.random': randomRandom,
  'random.seed': randomSeed,
  'console.print': consolePrint,
  'console.report': consoleReport,
  'console.prompt': consolePrompt,
  'terminal.open': terminalOpen,
  'terminal.read': terminalRead,
  'terminal.type': terminalType,
  'stdin.assign': stdinAssign,
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
