/**
 * The table of all ops. Their order gives their codes; codes live no longer than a run, so the order may change. A new
 * op is one row here; what else it needs (a text, a glyph) the compiler and the text test name.
 */
import type { OpInfo } from '../trace/format.ts';
import type { OpSpec } from './kernel.ts';
import type { OpCode } from './request.ts';
import { consolePrint, consoleReport } from './primitives/console.ts';
import { eventClear, eventCreate, eventIsSet, eventSet, eventWait } from './primitives/event.ts';
import { lockAcquire, lockCreate, lockLocked, lockRelease } from './primitives/lock.ts';
import { pipeClose, pipeCreate, pipePoll, pipeReceive, pipeSend } from './primitives/pipe.ts';
import {
  processCreate,
  processDrain,
  processExit,
  processExitcode,
  processIsAlive,
  processJoin,
  processPid,
  processStart,
} from './primitives/process.ts';
import {
  queueCreate,
  queueEmpty,
  queueFull,
  queueGet,
  queuePut,
  queueQsize,
} from './primitives/queue.ts';
import { randomRandom } from './primitives/random.ts';
import {
  boundedSemaphoreCreate,
  semaphoreAcquire,
  semaphoreCreate,
  semaphoreRelease,
} from './primitives/semaphore.ts';
import {
  threadBegin,
  threadCreate,
  threadCurrent,
  threadEnd,
  threadIsAlive,
  threadJoin,
  threadName,
  threadStart,
  threadStarted,
} from './primitives/thread.ts';
import { timeNow, timeSleep } from './primitives/time.ts';
import { variableCreate, variableRead, variableWrite } from './primitives/variable.ts';

const table = {
  'thread.create': threadCreate,
  'thread.start': threadStart,
  'thread.started': threadStarted,
  'thread.begin': threadBegin,
  'thread.end': threadEnd,
  'thread.join': threadJoin,
  'thread.isAlive': threadIsAlive,
  'thread.name': threadName,
  'thread.current': threadCurrent,
  'process.create': processCreate,
  'process.start': processStart,
  'process.join': processJoin,
  'process.isAlive': processIsAlive,
  'process.exitcode': processExitcode,
  'process.pid': processPid,
  'process.drain': processDrain,
  'process.exit': processExit,
  'lock.create': lockCreate,
  'lock.acquire': lockAcquire,
  'lock.release': lockRelease,
  'lock.locked': lockLocked,
  'semaphore.create': semaphoreCreate,
  'boundedSemaphore.create': boundedSemaphoreCreate,
  'semaphore.acquire': semaphoreAcquire,
  'semaphore.release': semaphoreRelease,
  'event.create': eventCreate,
  'event.set': eventSet,
  'event.clear': eventClear,
  'event.isSet': eventIsSet,
  'event.wait': eventWait,
  'queue.create': queueCreate,
  'queue.put': queuePut,
  'queue.get': queueGet,
  'queue.qsize': queueQsize,
  'queue.empty': queueEmpty,
  'queue.full': queueFull,
  'pipe.create': pipeCreate,
  'pipe.send': pipeSend,
  'pipe.recv': pipeReceive,
  'pipe.poll': pipePoll,
  'pipe.close': pipeClose,
  'variable.create': variableCreate,
  'variable.read': variableRead,
  'variable.write': variableWrite,
  'time.sleep': timeSleep,
  'time.now': timeNow,
  'random.random': randomRandom,
  'console.print': consolePrint,
  'console.report': consoleReport,
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
