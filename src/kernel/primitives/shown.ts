/** repr() of handles, as in CPython: only the kernel knows the state that it shows, such as a lock's. */
import { signalNames } from '../../base/signals.ts';
import type { ProcessIndex, ThreadIndex } from '../../base/units.ts';
import { cellOf, Aspect, objectCell, processCell, threadCell } from '../footprint.ts';
import { readBlock } from '../heap.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import {
  O_A,
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
  T_DAEMON,
  T_NAME,
  T_STATE,
  threadAt,
  ThreadState,
} from '../memory.ts';
import { kindAt } from '../object-spec.ts';
import { objectSpecAt } from '../objects.ts';
import { clip, REPR_LIMIT, unpack } from '../packed.ts';
import { addressOf, repr, str } from '../repr.ts';
import { isPackedHandle, type PackedHandle } from '../values.ts';
import { readContents } from './contents.ts';
import { pairsOf } from './dict-methods.ts';
import { lockHolder } from './lock.ts';
import { keptAt, reprKept } from './managed.ts';
import { mapHandles } from './pickle.ts';
import { isTaken, processOf, ProcessState } from './process-record.ts';
import { measureOfBarrier } from './process-barrier.ts';
import { countSleepers } from './process-sleepers.ts';
import { rlockOwner } from './rlock.ts';
import { reprPopen, reprShared, showProxy } from './shown-processes.ts';
import { reprSocket, reprSocketFile } from './shown-sockets.ts';
import { reprFuture, reprPool, reprResult } from './shown-results.ts';

/** Modules of Python's classes with the default repr. */
const MODULES: Readonly<Record<string, string>> = {
  Queue: 'queue.Queue',
  LifoQueue: 'queue.LifoQueue',
  PriorityQueue: 'queue.PriorityQueue',
  SimpleQueue: '_queue.SimpleQueue',
  local: '_thread._local',
  'multiprocessing.Queue': 'multiprocessing.queues.Queue',
  'multiprocessing.JoinableQueue': 'multiprocessing.queues.JoinableQueue',
  'multiprocessing.SimpleQueue': 'multiprocessing.queues.SimpleQueue',
  Connection: 'multiprocessing.connection.Connection',
  ThreadPoolExecutor: 'concurrent.futures.thread.ThreadPoolExecutor',
  ProcessPoolExecutor: 'concurrent.futures.process.ProcessPoolExecutor',
  SyncManager: 'multiprocessing.managers.SyncManager',
  TextIOWrapper: '_io.TextIOWrapper',
};

type Contents = Parameters<typeof pairsOf>[0];

/** repr() of a managed object in its server. */
const reprOfServer = (k: Kernel, asker: ThreadIndex, target: PackedHandle): string =>
  target.$ === 'Managed' ? reprKept(keptAt(k, target.id)) : reprHandle(k, asker, target);

/** `isStr`: str() instead of repr(); they differ for proxies only. */
function reprHandle(k: Kernel, asker: ThreadIndex, handle: PackedHandle, isStr = false): string {
  const { $: kind, $of, id } = handle;
  const base = $of ?? kind;
  if (base.endsWith('Proxy'))
    return showProxy(k, handle, isStr, (target) => reprOfServer(k, asker, target));
  if (base === 'Thread' || base === 'Timer') return reprThread(k, id, kind);
  if (base === 'Process') return reprProcess(k, processOf(k, asker), id, kind);
  const address = addressOf(id);
  const path = $of === undefined ? `threading.${kind}` : `__main__.${kind}`;
  switch (base) {
    case 'Lock':
    case 'RLock':
      return reprLock(k, id);
    case 'Condition': {
      const lock = k.memory.i32[objectAt(id) + O_A]!;
      return `<${kind}(${reprLock(k, lock)}, ${measureOf(k, id)})>`;
    }
    case 'Semaphore':
      return `<${path} at ${address}: value=${measureOf(k, id)}>`;
    case 'BoundedSemaphore':
      return `<${path} at ${address}: value=${measureOf(k, id)}/${told(k, id).limit}>`;
    case 'Event':
      return `<${path} at ${address}: ${measureOf(k, id) === 1 ? 'set' : 'unset'}>`;
    case 'Barrier': {
      const waiters = measureOf(k, id);
      const state = waiters < 0 ? 'broken' : `waiters=${waiters}/${told(k, id).limit}`;
      return `<${path} at ${address}: ${state}>`;
    }
    case 'multiprocessing.Barrier': {
      const measure = measureOfBarrier(k, objectAt(id));
      const { limit } = told(k, id);
      const state = measure < 0 ? 'broken' : `waiters=${measure}/${limit}`;
      return `<multiprocessing.synchronize.Barrier at ${address}: ${state}>`;
    }
    case 'Future':
      return reprFuture(k, id, $of === undefined ? kind : `__main__.${kind}`);
    case 'Pool':
    case 'ThreadPool':
      return reprPool(k, id, `multiprocessing.pool.${kind}`);
    case 'IMapIterator': {
      const { unordered } = handle as PackedHandle & { readonly unordered?: boolean };
      const name = unordered === true ? 'IMapUnorderedIterator' : 'IMapIterator';
      return `<multiprocessing.pool.${name} object at ${address}>`;
    }
    case 'AsyncResult':
      return reprResult(id, (handle as PackedHandle & { readonly shape?: unknown }).shape);
    case 'multiprocessing.Value':
    case 'multiprocessing.Array':
      return reprShared(k, handle);
    case 'multiprocessing.Condition': {
      const at = objectAt(id);
      const lock = handle as unknown as { readonly lock: PackedHandle };
      return `<Condition(${reprHandle(k, asker, lock.lock)}, ${countSleepers(k, at)})>`;
    }
    case 'Popen':
      return reprPopen(handle);
    case 'ParentProcess':
      return reprParent(k, id);
    case 'socket':
      return reprSocket(k, processOf(k, asker), handle);
    case 'SocketFile':
      return reprSocketFile(k, processOf(k, asker), handle);
    case 'list':
    case 'dict': {
      const contents = unpack(readContents(k.memory, objectAt(id)));
      const value = base === 'list' ? contents : new Map(pairsOf(contents as Contents));
      return repr(value, (inner) => (inner.id === id ? '...' : reprHandle(k, asker, inner)));
    }
    case 'multiprocessing.Lock':
      return `<Lock(owner=${ownerOf(k, asker, lockHolder(k, objectAt(id)))})>`;
    case 'multiprocessing.RLock': {
      const owner = rlockOwner(k, objectAt(id));
      const count = owner < 0 || owner === asker ? measureOf(k, id) : 'nonzero';
      return `<RLock(${ownerOf(k, asker, owner)}, ${count})>`;
    }
    case 'multiprocessing.Event':
      return `<Event at ${address} ${measureOf(k, id) === 1 ? 'set' : 'unset'}>`;
    case 'multiprocessing.Semaphore':
      return `<Semaphore(value=${measureOf(k, id)})>`;
    case 'multiprocessing.BoundedSemaphore':
      return `<BoundedSemaphore(value=${measureOf(k, id)}, maxvalue=${told(k, id).limit})>`;
    default: {
      const module = $of === undefined ? (MODULES[kind] ?? kind) : `__main__.${kind}`;
      return `<${module} object at ${address}>`;
    }
  }
}

const told = (k: Kernel, object: number) =>
  objectSpecAt(k.memory, objectAt(object)).tell(k, objectAt(object));
const measureOf = (k: Kernel, object: number): number => told(k, object).measure;

function reprLock(k: Kernel, lock: number): string {
  const depth = measureOf(k, lock);
  const state = depth === 0 ? 'unlocked' : 'locked';
  if (kindAt(k.memory, objectAt(lock)) === 'lock') {
    return `<${state} _thread.lock object at ${addressOf(lock)}>`;
  }
  const owner = rlockOwner(k, objectAt(lock)) + 1;
  return `<${state} _thread.RLock object owner=${owner} count=${depth} at ${addressOf(lock)}>`;
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

function reprThread(k: Kernel, thread: ThreadIndex, kind: string): string {
  const { i32 } = k.memory;
  const at = threadAt(thread);
  const state = i32[at + T_STATE]!;
  const isMain = i32[processAt(processOf(k, thread)) + P_MAIN] === thread;
  const hasBegun = state > ThreadState.starting;
  const words = [!hasBegun ? 'initial' : state === ThreadState.ended ? 'stopped' : 'started'];
  if (i32[at + T_DAEMON] === 1) words.push('daemon');
  if (hasBegun) words.push(String(thread + 1));
  const name = readBlock(k.memory, i32[at + T_NAME]!);
  return `<${isMain ? '_MainThread' : kind}(${name}, ${words.join(' ')})>`;
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

/** value: a list of values; n: 1 for repr(), 0 for str(). Result: JSON of their texts. */
const handleShow: OpSpec = {
  info: { name: 'repr' },
  about: 'none',
  touches(k, thread, op, f) {
    f.reads(cellOf(Aspect.children, processOf(k, thread)));
    mapHandles(unpack(op.value ?? '[]'), (handle) => {
      const base = handle.$of ?? handle.$;
      if (base === 'Thread' || base === 'Timer') f.reads(threadCell(handle.id));
      else if (base === 'Process' || base === 'Popen') f.reads(processCell(handle.id));
      else if (base === 'socket' || base === 'SocketFile' || base.endsWith('Proxy')) {
        f.everything();
      } else f.reads(objectCell(handle.id));
      return handle;
    });
  },
  guard: () => true,
  effect(k, thread, op) {
    const show = op.n === 1 ? repr : str;
    const texts = (unpack(op.value ?? '[]') as unknown[]).map((value) =>
      show(value, (handle) => reprHandle(k, thread, handle, op.n === 0 && isPackedHandle(value))),
    );
    k.said.text = clip(texts.join(' '), REPR_LIMIT);
    return JSON.stringify(texts);
  },
};

export const shownOps = { 'handle.show': handleShow } satisfies Record<string, OpSpec>;
