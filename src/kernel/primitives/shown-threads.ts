/** repr() of threads, and of what threads of one process share. */
import type { Kernel, Shown } from '../kernel.ts';
import {
  O_A,
  objectAt,
  P_MAIN,
  processAt,
  T_DAEMON,
  T_NAME,
  T_STATE,
  threadAt,
  ThreadState,
} from '../memory.ts';
import type { ThreadIndex } from '../../base/units.ts';
import { threadCell } from '../footprint.ts';
import { readBlock } from '../heap.ts';
import { kindAt, objectSpecAt, type Beginning } from '../object-spec.ts';
import { unpack } from '../packed.ts';
import { addressOf, repr } from '../repr.ts';
import type { PackedHandle } from '../values.ts';
import { readContents } from './contents.ts';
import { pairsOf } from './dict-methods.ts';
import { processOf } from './process-record.ts';
import { rlockOwner } from './rlock.ts';

type Contents = Parameters<typeof pairsOf>[0];

/** The state of an object as its trace tells it. */
export const told = (k: Kernel, object: number): Beginning =>
  objectSpecAt(k, objectAt(object)).tell(k, objectAt(object));
export const measureOf = (k: Kernel, object: number): number => told(k, object).measure;

/** The default: a class and an address. `path`: of Python's class; a class of the program's own is in `__main__`. */
export function plainText({ $: kind, $of, id }: PackedHandle, path = kind): string {
  return `<${$of === undefined ? path : `__main__.${kind}`} object at ${addressOf(id)}>`;
}

/** Shown by the default repr. */
export const asObject = (path: string): Shown => ({
  text: (_k, handle) => plainText(handle, path),
});

function reprLock(k: Kernel, lock: number): string {
  const depth = measureOf(k, lock);
  const state = depth === 0 ? 'unlocked' : 'locked';
  if (kindAt(k.memory, objectAt(lock)) === 'lock') {
    return `<${state} _thread.lock object at ${addressOf(lock)}>`;
  }
  const owner = rlockOwner(k, objectAt(lock)) + 1;
  return `<${state} _thread.RLock object owner=${owner} count=${depth} at ${addressOf(lock)}>`;
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

/** A class of threading with its state after the address. */
const synchronizer = (state: (k: Kernel, object: number) => string): Shown => ({
  text(k, { $: kind, $of, id }) {
    const path = $of === undefined ? `threading.${kind}` : `__main__.${kind}`;
    return `<${path} at ${addressOf(id)}: ${state(k, id)}>`;
  },
});

const lock: Shown = { text: (k, { id }) => reprLock(k, id) };

const thread: Shown = {
  text: (k, { $: kind, id }) => reprThread(k, id, kind),
  touches: (f, { id }) => f.reads(threadCell(id)),
};

/** A list or a dict; within itself it is shown as `...`. */
const contents = (read: (value: unknown) => unknown): Shown => ({
  text(k, { id }, { show }) {
    const value = read(unpack(readContents(k.memory, objectAt(id))));
    return repr(value, (inner) => (inner.id === id ? '...' : show(inner)));
  },
});

export const shownThreads = {
  Thread: thread,
  Timer: thread,
  Lock: lock,
  RLock: lock,
  Condition: {
    text(k, { $: kind, id }) {
      const under = k.memory.i32[objectAt(id) + O_A]!;
      return `<${kind}(${reprLock(k, under)}, ${measureOf(k, id)})>`;
    },
  },
  Semaphore: synchronizer((k, id) => `value=${measureOf(k, id)}`),
  BoundedSemaphore: synchronizer((k, id) => `value=${measureOf(k, id)}/${told(k, id).limit}`),
  Event: synchronizer((k, id) => (measureOf(k, id) === 1 ? 'set' : 'unset')),
  Barrier: synchronizer((k, id) => {
    const waiters = measureOf(k, id);
    return waiters < 0 ? 'broken' : `waiters=${waiters}/${told(k, id).limit}`;
  }),
  local: asObject('_thread._local'),
  list: contents((items) => items),
  dict: contents((dict) => new Map(pairsOf(dict as Contents))),
  TextIOWrapper: asObject('_io.TextIOWrapper'),
} satisfies Record<string, Shown>;
