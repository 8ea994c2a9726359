/** The handles among packed values, and which of them Python cannot pickle for a spawned process. */
import type { ThreadIndex } from '../../base/units.ts';
import { PyError } from '../errors.ts';
import { readBlock } from '../heap.ts';
import type { Kernel } from '../kernel.ts';
import { O_PROCESS, objectAt, P_PARENT, P_STATE, processAt, T_JOB, threadAt } from '../memory.ts';
import { unpack, type PackedHandle } from '../packed.ts';
import { isContents, readContents } from './contents.ts';
import { processOf, ProcessState } from './process-record.ts';

/** Objects of the kernel that live in one process, unless they were made to be shared: what Python names the obstacle. */
const PRIVATE: Readonly<Record<string, string>> = {
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

/** The same for what no process gives away, or that is no object of the kernel. */
const OTHERS: Readonly<Record<string, string>> = {
  Thread: '_thread.lock',
  Timer: '_thread.lock',
  Future: '_thread.RLock',
  Popen: '_thread.lock',
  TextIOWrapper: '_io.TextIOWrapper',
};

/** A handle's class in Python's vocabulary, also where the program's own class extends it. */
const kindOf = ({ $: kind, $of }: PackedHandle): string => $of ?? kind;

export const isThread = (handle: PackedHandle): boolean =>
  kindOf(handle) === 'Thread' || kindOf(handle) === 'Timer';

/** Handles that name objects of the kernel which may live in one process. */
export function isPrivate(handle: PackedHandle): boolean {
  const kind = kindOf(handle);
  const isData = kind === 'Variable' || isContents(kind);
  return isData || kind === 'TextIOWrapper' || kind in PRIVATE;
}

/** Raises what pickling `value`, JSON already parsed, would raise in Python. */
export function rejectUnpicklable(k: Kernel, thread: ThreadIndex, value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (isHandle(value)) rejectHandle(k, thread, value);
  for (const item of Object.values(value)) rejectUnpicklable(k, thread, item);
}

function rejectHandle(k: Kernel, thread: ThreadIndex, handle: PackedHandle): void {
  const { i32 } = k.memory;
  const kind = kindOf(handle);
  if (isThread(handle)) rejectUnpicklable(k, thread, argumentsOf(k, handle.id));
  if (kind === 'Pool' || kind === 'ThreadPool') {
    const told = 'pool objects cannot be passed between processes or pickled';
    throw new PyError('NotImplementedError', told);
  }
  if (kind === 'Process' && isStartedHere(k, thread, handle.id)) {
    throw cannotPickle('weakref.ReferenceType');
  }
  if (kind in PRIVATE && i32[objectAt(handle.id) + O_PROCESS] !== -1) {
    // An instance of a subclass of local has no name but its own.
    throw cannotPickle(kind === 'local' && handle.$ !== kind ? handle.$ : PRIVATE[kind]!);
  }
  if (isContents(kind)) {
    rejectUnpicklable(k, thread, unpack(readContents(k.memory, objectAt(handle.id))));
  }
  if (kind in OTHERS) throw cannotPickle(OTHERS[kind]!);
}

/** A thread's own are pickled before what is in every thread. */
function argumentsOf(k: Kernel, thread: ThreadIndex): unknown {
  const job = readBlock(k.memory, k.memory.i32[threadAt(thread) + T_JOB]!);
  return job === '' ? [] : (JSON.parse(job) as unknown[])[1];
}

function isStartedHere(k: Kernel, thread: ThreadIndex, process: number): boolean {
  const at = processAt(process);
  const { i32 } = k.memory;
  return i32[at + P_STATE] !== ProcessState.created && i32[at + P_PARENT] === processOf(k, thread);
}

const cannotPickle = (type: string): PyError =>
  new PyError('TypeError', `cannot pickle '${type}' object`);

const isHandle = (value: object): value is PackedHandle => '$' in value && 'id' in value;

/** A copy of a value, JSON already parsed, with each handle in it replaced. */
export function mapHandles(value: unknown, map: (handle: PackedHandle) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => mapHandles(item, map));
  const mapped = Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapHandles(item, map)]),
  );
  return isHandle(value) ? map(mapped as unknown as PackedHandle) : mapped;
}
