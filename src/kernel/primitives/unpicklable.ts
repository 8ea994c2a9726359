/**
 * Values that Python cannot pickle, and its error messages. The same whatever way a value takes into another process,
 * except that a process being spawned may be given objects that multiprocessing shares.
 */
import type { ObjectIndex, ThreadIndex } from '../../base/units.ts';
import type { ExceptionClass } from '../exception-classes.ts';
import { PyError } from '../errors.ts';
import { getSlot, readBlock } from '../heap.ts';
import type { Kernel } from '../kernel.ts';
import {
  O_PROCESS,
  objectAt,
  P_DAEMON,
  P_PARENT,
  P_STATE,
  processAt,
  T_JOB,
  threadAt,
} from '../memory.ts';
import { unpack, type PackedHandle } from '../packed.ts';
import { isContents, readContents } from './contents.ts';
import { isHandle, isThread, kindOf } from './handles.ts';
import { processOf, ProcessState, SERVES } from './process-record.ts';
import { VARIABLE_SLOT } from './variable.ts';
import { C_TYPES } from './shared-value-types.ts';

/** Objects of one process, with the type that Python names in the message. */
export const PRIVATE: Readonly<Record<string, string>> = {
  Lock: '_thread.lock',
  RLock: '_thread.RLock',
  Condition: '_thread.RLock',
  Semaphore: '_thread.lock',
  BoundedSemaphore: '_thread.lock',
  Event: '_thread.lock',
  Barrier: '_thread.lock',
  Queue: '_thread.lock',
  LifoQueue: '_thread.lock',
  PriorityQueue: '_thread.lock',
  SimpleQueue: '_queue.SimpleQueue',
  local: '_thread._local',
};

/** The same for other unpicklable values. */
const OTHERS: Readonly<Record<string, string>> = {
  Thread: '_thread.lock',
  Timer: '_thread.lock',
  Future: '_thread.RLock',
  ThreadPoolExecutor: '_queue.SimpleQueue',
  ProcessPoolExecutor: '_thread.lock',
  Popen: '_thread.lock',
  TextIOWrapper: '_io.TextIOWrapper',
};

/** Objects that multiprocessing shares, with the class in the message. An Event and a Barrier contain a Condition. */
const SHARED: Readonly<Record<string, string>> = {
  Lock: 'Lock',
  RLock: 'RLock',
  Semaphore: 'Semaphore',
  BoundedSemaphore: 'BoundedSemaphore',
  Condition: 'Condition',
  Event: 'Condition',
  Barrier: 'Condition',
  Queue: 'Queue',
  JoinableQueue: 'JoinableQueue',
  SimpleQueue: 'SimpleQueue',
};

/** Parts of a Pool. */
const OF_POOLS: ReadonlySet<string> = new Set([
  'Pool',
  'ThreadPool',
  'AsyncResult',
  'IMapIterator',
]);

/** inheritance: to a process being spawned. message: through a pipe or a queue. */
export type Travel = 'inheritance' | 'message';

/** Raises what pickling `value`, already parsed JSON, would raise in Python. */
export function rejectUnpicklable(
  k: Kernel,
  thread: ThreadIndex,
  value: unknown,
  travel: Travel,
  seen = new Set<ObjectIndex>(),
): void {
  if (typeof value !== 'object' || value === null) return;
  if (isHandle(value)) rejectHandle(k, thread, value, travel, seen);
  for (const item of Object.values(value)) rejectUnpicklable(k, thread, item, travel, seen);
}

function rejectHandle(
  k: Kernel,
  thread: ThreadIndex,
  handle: PackedHandle,
  travel: Travel,
  seen: Set<ObjectIndex>,
): void {
  const kind = kindOf(handle);
  if (isThread(handle)) rejectUnpicklable(k, thread, argumentsOf(k, handle.id), travel, seen);
  if (OF_POOLS.has(kind)) {
    const told = 'pool objects cannot be passed between processes or pickled';
    throw new PyError('NotImplementedError', told);
  }
  if (kind === 'Process') rejectProcess(k, thread, handle.id, travel);
  if (kind === 'SyncManager') {
    throw travel === 'message' ? AUTHENTICATION() : cannotPickle('weakref.ReferenceType');
  }
  if (travel === 'message') rejectShared(handle, kind);
  if (kind in PRIVATE && isOwn(k, thread, handle)) {
    throw cannotPickle(obstacleOf(handle, kind));
  }
  if ((isContents(kind) || kind === 'Variable') && !seen.has(handle.id)) {
    seen.add(handle.id);
    rejectUnpicklable(k, thread, contentsOf(k, kind, handle.id), travel, seen);
  }
  if (kind in OTHERS) throw cannotPickle(OTHERS[kind]!);
}

/** A managed object belongs to another process and is only referenced. */
const isOwn = (k: Kernel, thread: ThreadIndex, { id }: PackedHandle): boolean =>
  k.memory.i32[objectAt(id) + O_PROCESS] === processOf(k, thread);

function obstacleOf(handle: PackedHandle, kind: string): string {
  // An instance of a subclass of local is named by its class.
  if (kind === 'local' && handle.$ !== kind) return handle.$;
  const { lock } = handle;
  if (kind === 'Condition' && typeof lock === 'object' && lock !== null && isHandle(lock)) {
    return PRIVATE[kindOf(lock)] ?? PRIVATE[kind]!;
  }
  return PRIVATE[kind]!;
}

function rejectShared({ type, length, lock }: PackedHandle, kind: string): void {
  const path = 'multiprocessing.';
  if (!kind.startsWith(path)) return;
  const name = kind.slice(path.length);
  const ctype = C_TYPES[String(type)] ?? '';
  const isText = type === 'c' && name === 'Array';
  const whole = name === 'Array' ? `${ctype}_Array_${Number(length)}` : ctype;
  const wrapped = name === 'Value' ? '' : isText ? 'String' : 'Array';
  const isNumbers = name === 'Value' || name === 'Array';
  const told = isNumbers ? (lock === null ? whole : `Synchronized${wrapped}`) : SHARED[name];
  if (told === undefined) return;
  const message = `${told} objects should only be shared between processes through inheritance`;
  throw new PyError('RuntimeError', message);
}

function rejectProcess(k: Kernel, thread: ThreadIndex, process: number, travel: Travel): void {
  const at = processAt(process);
  const { i32 } = k.memory;
  if (i32[at + P_PARENT]! < 0) {
    const name = 'multiprocessing.process._MainProcess';
    const message = `Can't pickle <class '${name}'>: attribute lookup _MainProcess on multiprocessing.process failed`;
    throw new PyError('_pickle.PicklingError', message);
  }
  if (travel === 'message') throw AUTHENTICATION();
  const isStarted = i32[at + P_STATE] !== ProcessState.created;
  if (isStarted && i32[at + P_PARENT] === processOf(k, thread)) {
    throw cannotPickle('weakref.ReferenceType');
  }
}

/** A thread's own attributes are pickled before those that every thread has. */
function argumentsOf(k: Kernel, thread: ThreadIndex): unknown {
  const job = readBlock(k.memory, k.memory.i32[threadAt(thread) + T_JOB]!);
  return job === '' ? [] : (JSON.parse(job) as unknown[])[1];
}

function contentsOf({ memory }: Kernel, kind: string, object: ObjectIndex): unknown {
  const at = objectAt(object);
  return unpack(
    kind === 'Variable' ? getSlot(memory, at + VARIABLE_SLOT) : readContents(memory, at),
  );
}

/** Whether it is a manager's server, which refers to its objects by name. */
export const isServer = (k: Kernel, thread: ThreadIndex): boolean =>
  k.memory.i32[processAt(processOf(k, thread)) + P_DAEMON] === SERVES;

const raised = (type: ExceptionClass, message: string) => (): PyError => new PyError(type, message);

const AUTHENTICATION = raised(
  'TypeError',
  'Pickling an AuthenticationString object is disallowed for security reasons',
);

const cannotPickle = (type: string): PyError =>
  new PyError('TypeError', `cannot pickle '${type}' object`);
