/** repr() of processes, of objects shared between processes, of a manager's proxies, and of subprocesses. */
import { signalNames } from '../../base/signals.ts';
import type { ProcessIndex, ThreadIndex } from '../../base/units.ts';
import { processCell } from '../footprint.ts';
import { readBlock } from '../heap.ts';
import type { Kernel, Shown } from '../kernel.ts';
import {
  O_PROCESS,
  objectAt,
  P_CLOSED,
  P_DAEMON,
  P_EXIT,
  P_MAIN,
  P_NAME,
  P_PARENT,
  P_PID,
  P_STATE,
  processAt,
  T_NAME,
  threadAt,
} from '../memory.ts';
import { addressOf, repr } from '../repr.ts';
import type { PackedHandle } from '../values.ts';
import { lockHolder } from './lock.ts';
import { keptAt, reprKept } from './managed.ts';
import { measureOfBarrier } from './process-barrier.ts';
import { isTaken, processOf, ProcessState } from './process-record.ts';
import { countSleepers } from './process-sleepers.ts';
import { rlockOwner } from './rlock.ts';
import { asObject, measureOf, told } from './shown-threads.ts';
import { readShared } from './shared-value.ts';
import { C_TYPES } from './shared-value-types.ts';

/** A Value or an Array; `lock` is null if it has none. */
function reprShared(k: Kernel, handle: PackedHandle): string {
  const { lock } = handle as { readonly lock?: unknown };
  const { type, content } = readShared(k, handle.id);
  const isArray = Array.isArray(content);
  const cType = C_TYPES[type]!;
  const isText = type === 'c' || type === 'u';
  const value = type === 'c' ? `b${repr(content)}` : showC(type, content);
  const inner = isArray
    ? `<multiprocessing.sharedctypes.${cType}_Array_${content.length} object at ${addressOf(handle.id)}>`
    : `${cType}(${value})`;
  if (lock === null || lock === undefined) return inner;
  const kind = isArray ? (isText ? 'SynchronizedString' : 'SynchronizedArray') : 'Synchronized';
  return `<${kind} wrapper for ${inner}>`;
}

/** An integral float is shown with its point. */
const showC = (type: string, value: unknown): string =>
  (type === 'f' || type === 'd') && Number.isInteger(value) ? `${String(value)}.0` : repr(value);

const ACQUIRERS: ReadonlySet<string> = new Set(['Lock', 'RLock', 'Semaphore', 'BoundedSemaphore']);

/** A manager's proxy; str() shows the str of the referent. */
function showProxy(
  k: Kernel,
  handle: PackedHandle,
  isStr: boolean,
  show: (target: PackedHandle) => string,
): string {
  const { target } = handle as unknown as { readonly target: PackedHandle };
  const typeid =
    handle.$.endsWith('Proxy') && target.$ === 'Managed' ? handle.$.slice(0, -5) : target.$;
  const name = ACQUIRERS.has(typeid)
    ? 'AcquirerProxy'
    : typeid.endsWith('Queue')
      ? `AutoProxy[${typeid}]`
      : handle.$;
  const plain = `<${name} object, typeid '${typeid}' at ${addressOf(handle.id)}`;
  if (!isStr) return `${plain}>`;
  const server = k.memory.i32[objectAt(target.id) + O_PROCESS]!;
  const isUp = k.memory.i32[processAt(server) + P_STATE] === ProcessState.running;
  return isUp ? show(target) : `${plain}; '__str__()' failed>`;
}

/** repr() of a Popen, shortened as Python does. */
function reprPopen(handle: PackedHandle): string {
  const { args, returncode } = handle as unknown as {
    readonly args: unknown;
    readonly returncode: number | null;
  };
  const text = `<Popen: returncode: ${repr(returncode)} args: ${repr(args)}>`;
  return text.length > 80 ? `${text.slice(0, 76)}...>` : text;
}

/** Owner of a multiprocessing lock, as its repr shows it. */
function ownerOf(k: Kernel, asker: ThreadIndex, holder: ThreadIndex): string {
  if (holder < 0) return 'None';
  const process = processOf(k, asker);
  if (processOf(k, holder) !== process) return 'SomeOtherProcess';
  if (holder !== asker) return 'SomeOtherThread';
  const name = readBlock(k.memory, k.memory.i32[processAt(process) + P_NAME]!);
  const isMain = k.memory.i32[processAt(process) + P_MAIN] === asker;
  return isMain ? name : `${name}|${readBlock(k.memory, k.memory.i32[threadAt(asker) + T_NAME]!)}`;
}

function reprProcess(k: Kernel, asker: ProcessIndex, process: ProcessIndex, kind: string): string {
  const { i32 } = k.memory;
  const at = processAt(process);
  const parent = i32[at + P_PARENT]!;
  const isOwn = process === asker;
  const isChild = parent === asker;
  const state = i32[at + P_STATE]!;
  const words = [
    parent < 0 ? '_MainProcess' : kind,
    `name=${repr(readBlock(k.memory, i32[at + P_NAME]!))}`,
  ];
  const isClosed = i32[at + P_CLOSED] === 1;
  if (isChild && !isClosed && state !== ProcessState.created) words.push(`pid=${i32[at + P_PID]!}`);
  words.push(`parent=${parent < 0 ? 'None' : i32[processAt(parent) + P_PID]!}`);
  if (isOwn) words.push('started');
  else if (isClosed) words.push('closed');
  else if (!isChild) words.push('unknown');
  else if (state === ProcessState.created) words.push('initial');
  else if (state === ProcessState.running || isTaken(k, process)) words.push('started');
  else words.push('stopped', `exitcode=${exitName(i32[at + P_EXIT]!)}`);
  if (i32[at + P_DAEMON] === 1) words.push('daemon');
  return `<${words.join(' ')}>`;
}

/** repr() of the parent process in a child. */
function reprParent(k: Kernel, process: ProcessIndex): string {
  const name = readBlock(k.memory, k.memory.i32[processAt(process) + P_NAME]!);
  return `<_ParentProcess name=${repr(name)} parent=None unknown>`;
}

const exitName = (code: number): string => {
  const name = signalNames[-code];
  return name === undefined ? String(code) : `-${name}`;
};

const shared: Shown = { text: reprShared };

export const shownProcesses = {
  Process: {
    text: (k, { $: kind, id }, { asker }) => reprProcess(k, processOf(k, asker), id, kind),
    touches: (f, { id }) => f.reads(processCell(id)),
  },
  ParentProcess: { text: (k, { id }) => reprParent(k, id) },
  Popen: {
    text: (_k, handle) => reprPopen(handle),
    touches: (f, { id }) => f.reads(processCell(id)),
  },
  Proxy: {
    text: (k, handle, { isStr, show }) =>
      showProxy(k, handle, isStr, (target) =>
        target.$ === 'Managed' ? reprKept(keptAt(k, target.id)) : show(target),
      ),
    touches: (f) => f.everything(),
  },
  SyncManager: asObject('multiprocessing.managers.SyncManager'),
  Connection: asObject('multiprocessing.connection.Connection'),
  'multiprocessing.Queue': asObject('multiprocessing.queues.Queue'),
  'multiprocessing.JoinableQueue': asObject('multiprocessing.queues.JoinableQueue'),
  'multiprocessing.SimpleQueue': asObject('multiprocessing.queues.SimpleQueue'),
  'multiprocessing.Value': shared,
  'multiprocessing.Array': shared,
  'multiprocessing.Lock': {
    text: (k, { id }, { asker }) =>
      `<Lock(owner=${ownerOf(k, asker, lockHolder(k, objectAt(id)))})>`,
  },
  'multiprocessing.RLock': {
    text(k, { id }, { asker }) {
      const owner = rlockOwner(k, objectAt(id));
      const count = owner < 0 || owner === asker ? measureOf(k, id) : 'nonzero';
      return `<RLock(${ownerOf(k, asker, owner)}, ${count})>`;
    },
  },
  'multiprocessing.Condition': {
    text(k, handle, { show }) {
      const { lock } = handle as unknown as { readonly lock: PackedHandle };
      return `<Condition(${show(lock)}, ${countSleepers(k, objectAt(handle.id))})>`;
    },
  },
  'multiprocessing.Event': {
    text: (k, { id }) => `<Event at ${addressOf(id)} ${measureOf(k, id) === 1 ? 'set' : 'unset'}>`,
  },
  'multiprocessing.Semaphore': { text: (k, { id }) => `<Semaphore(value=${measureOf(k, id)})>` },
  'multiprocessing.BoundedSemaphore': {
    text: (k, { id }) =>
      `<BoundedSemaphore(value=${measureOf(k, id)}, maxvalue=${told(k, id).limit})>`,
  },
  'multiprocessing.Barrier': {
    text(k, { id }) {
      const measure = measureOfBarrier(k, objectAt(id));
      const state = measure < 0 ? 'broken' : `waiters=${measure}/${told(k, id).limit}`;
      return `<multiprocessing.synchronize.Barrier at ${addressOf(id)}: ${state}>`;
    },
  },
} satisfies Record<string, Shown>;
