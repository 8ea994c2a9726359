/** The handles among packed values: which of them Python cannot pickle, and what becomes of the others. */
import type { ObjectIndex, ThreadIndex } from '../../base/units.ts';
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
import { pack, unpack, type Packed, type PackedHandle } from '../packed.ts';
import { isContents, plainContents, readContents } from './contents.ts';
import { processOf, ProcessState, SERVES } from './process-record.ts';
import { VARIABLE_SLOT } from './variable.ts';

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
export function rejectUnpicklable(
  k: Kernel,
  thread: ThreadIndex,
  value: unknown,
  seen = new Set<ObjectIndex>(),
): void {
  if (typeof value !== 'object' || value === null) return;
  if (isHandle(value)) rejectHandle(k, thread, value, seen);
  for (const item of Object.values(value)) rejectUnpicklable(k, thread, item, seen);
}

function rejectHandle(
  k: Kernel,
  thread: ThreadIndex,
  handle: PackedHandle,
  seen: Set<ObjectIndex>,
): void {
  const { i32 } = k.memory;
  const kind = kindOf(handle);
  if (isThread(handle)) rejectUnpicklable(k, thread, argumentsOf(k, handle.id), seen);
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
  if (isContents(kind) && !seen.has(handle.id)) {
    seen.add(handle.id);
    rejectUnpicklable(k, thread, unpack(readContents(k.memory, objectAt(handle.id))), seen);
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

/**
 * What comes out of a pipe or a queue between processes for what goes in: a Variable, a List or a Dict of the sender's
 * goes as the plain value that it has; a dict as an object, or as pairs where its keys are no texts.
 */
export function pickled(k: Kernel, thread: ThreadIndex, packed: Packed): Packed {
  if (typeof packed === 'number' || !packed.includes('"$"')) return packed;
  const process = processOf(k, thread);
  // A manager's server says what it keeps by name.
  if (k.memory.i32[processAt(process) + P_DAEMON] === SERVES) return packed;
  const plain = (value: unknown, around: ReadonlySet<ObjectIndex>): unknown =>
    mapHandles(value, (handle) => {
      const at = objectAt(handle.id);
      const kind = kindOf(handle);
      if (kind !== 'Variable' && !isContents(kind)) return handle;
      if (k.memory.i32[at + O_PROCESS] !== process || around.has(handle.id)) return handle;
      const content =
        kind === 'Variable' ? getSlot(k.memory, at + VARIABLE_SLOT) : plainContents(k.memory, at);
      return plain(unpack(content), new Set([...around, handle.id]));
    });
  return pack(plain(unpack(packed), new Set()));
}
