/** Queries on threads, and the few settable attributes: names, daemon flags, the excepthook. */
import type { ThreadIndex } from '../../base/units.ts';
import type { Handler } from '../dispositions.ts';
import { PyError } from '../errors.ts';
import { freeBlock, readBlock, writeBlock } from '../heap.ts';
import { Aspect, cellOf, readsThread, touchesNothing, writesThread } from '../footprint.ts';
import type { Kernel, OpSpec, Touches } from '../kernel.ts';
import {
  H_THREADS,
  P_EXCEPTHOOK,
  P_MAIN,
  P_PID,
  processAt,
  T_DAEMON,
  T_EVENT,
  T_NAME,
  T_PROCESS,
  T_SELF,
  T_STATE,
  threadAt,
  ThreadState,
} from '../memory.ts';
import { unpack, type Packed } from '../packed.ts';

/** First native id of threads other than main ones, far from any pid. */
const FIRST_NATIVE_ID = 70_000;

const nameOf = (k: Kernel, thread: ThreadIndex): string =>
  readBlock(k.memory, k.memory.i32[threadAt(thread) + T_NAME]!);
const processOf = (k: Kernel, thread: ThreadIndex): number =>
  processAt(k.memory.i32[threadAt(thread) + T_PROCESS]!);
const mainOf = (k: Kernel, thread: ThreadIndex): ThreadIndex =>
  k.memory.i32[processOf(k, thread) + P_MAIN]!;
const stateOf = (k: Kernel, thread: ThreadIndex): ThreadState =>
  k.memory.i32[threadAt(thread) + T_STATE]! as ThreadState;

/** The packed handle of a thread, of its own subclass if it has one. */
function handleOf(k: Kernel, thread: ThreadIndex): string {
  const self = k.memory.i32[threadAt(thread) + T_SELF]!;
  return self === 0 ? JSON.stringify({ $: 'Thread', id: thread }) : readBlock(k.memory, self);
}

/** Python's `_active`: the running threads of a process, in the order in which they began. */
function activeThreads(k: Kernel, asker: ThreadIndex): ThreadIndex[] {
  const { i32 } = k.memory;
  const process = i32[threadAt(asker) + T_PROCESS]!;
  const main = mainOf(k, asker);
  const active: ThreadIndex[] = [];
  for (let thread = 0; thread < i32[H_THREADS]!; thread++) {
    const state = stateOf(k, thread);
    if (i32[threadAt(thread) + T_PROCESS] !== process) continue;
    if (state !== ThreadState.created && state !== ThreadState.ended) active.push(thread);
  }
  const begun = (thread: ThreadIndex) => (thread === main ? -1 : i32[threadAt(thread) + T_EVENT]!);
  return active.toSorted((a, b) => begun(a) - begun(b));
}

const asks = (
  name: string,
  about: 'thread' | 'none',
  answer: (k: Kernel, thread: ThreadIndex) => Packed,
  touches: Touches = about === 'thread' ? readsThread : touchesNothing,
): OpSpec => ({
  info: { name },
  about,
  touches,
  guard: () => true,
  effect(k, thread, op) {
    const said = answer(k, about === 'thread' ? op.target : thread);
    if (typeof said === 'number') k.said.value = said;
    return said;
  },
});

/** Result: the packed handle of the thread that asks. */
export const threadCurrent = asks('current-thread', 'none', handleOf);

export const threadMain = asks('main-thread', 'none', (k, thread) =>
  handleOf(k, mainOf(k, thread)),
);

const readsAlive: Touches = (k, thread, _op, f) =>
  f.reads(cellOf(Aspect.alive, k.memory.i32[threadAt(thread) + T_PROCESS]));

export const threadEnumerate = asks(
  'enumerate',
  'none',
  (k, thread) =>
    `[${activeThreads(k, thread)
      .map((one) => handleOf(k, one))
      .join(',')}]`,
  readsAlive,
);

export const threadActiveCount = asks(
  'active-count',
  'none',
  (k, thread) => activeThreads(k, thread).length,
  readsAlive,
);

/** ident of a thread that has begun, else 'null'. Never reused within a run. */
const identOf = (k: Kernel, thread: ThreadIndex): Packed =>
  stateOf(k, thread) <= ThreadState.starting ? 'null' : thread + 1;

function nativeIdOf(k: Kernel, thread: ThreadIndex): Packed {
  if (stateOf(k, thread) <= ThreadState.starting) return 'null';
  return thread === mainOf(k, thread)
    ? k.memory.i32[processOf(k, thread) + P_PID]!
    : FIRST_NATIVE_ID + thread;
}

export const threadIdent = asks('ident', 'thread', identOf);
export const threadNativeId = asks('native-id', 'thread', nativeIdOf);
export const threadGetIdent = asks('get-ident', 'none', identOf);
export const threadGetNativeId = asks('get-native-id', 'none', nativeIdOf);

export const threadName: OpSpec = {
  info: { name: 'name' },
  about: 'thread',
  touches: readsThread,
  guard: () => true,
  effect(k, _thread, op) {
    const name = nameOf(k, op.target);
    k.said.text = name;
    return JSON.stringify(name);
  },
};

export const threadSetName: OpSpec = {
  info: { name: 'set-name', names: 'thread' },
  about: 'thread',
  touches: writesThread,
  guard: () => true,
  effect(k, _thread, op) {
    const name = String(unpack(op.value ?? '""'));
    const at = threadAt(op.target) + T_NAME;
    const block = writeBlock(k.memory, name);
    freeBlock(k.memory, k.memory.i32[at]!);
    k.memory.i32[at] = block;
    k.said.text = name;
    return undefined;
  },
};

export const threadDaemon = asks(
  'daemon',
  'thread',
  (k, thread) => k.memory.i32[threadAt(thread) + T_DAEMON]!,
);

export const threadSetDaemon: OpSpec = {
  info: { name: 'set-daemon' },
  about: 'thread',
  touches: writesThread,
  guard: () => true,
  effect(k, _thread, op) {
    if (stateOf(k, op.target) !== ThreadState.created) {
      throw new PyError('RuntimeError', 'cannot set daemon status of active thread');
    }
    k.memory.i32[threadAt(op.target) + T_DAEMON] = op.n;
    k.said.value = op.n;
    return undefined;
  },
};

/** value: a function* with its first arguments, packed; null for Python's own hook. */
export const threadSetExcepthook: OpSpec = {
  info: { name: 'set-excepthook' },
  about: 'none',
  touches: (k, thread, _op, f) =>
    f.writes(cellOf(Aspect.settings, k.memory.i32[threadAt(thread) + T_PROCESS])),
  guard: () => true,
  effect(k, thread, op) {
    const packed = String(op.value ?? 'null');
    const hook = unpack(packed) as Handler | null;
    const at = processOf(k, thread) + P_EXCEPTHOOK;
    const block = hook === null ? 0 : writeBlock(k.memory, packed);
    freeBlock(k.memory, k.memory.i32[at]!);
    k.memory.i32[at] = block;
    k.said.text = hook === null ? '' : hook.partial;
    return undefined;
  },
};

/** A thread ended by an exception. Result: JSON of [the hook, packed, or '', name of the thread]. */
export const threadExcepthook: OpSpec = {
  info: { name: 'excepthook' },
  about: 'none',
  touches: (k, thread, _op, f) =>
    f.reads(cellOf(Aspect.settings, k.memory.i32[threadAt(thread) + T_PROCESS])),
  guard: () => true,
  effect(k, thread) {
    const hook = k.memory.i32[processOf(k, thread) + P_EXCEPTHOOK]!;
    return JSON.stringify([readBlock(k.memory, hook), nameOf(k, thread)]);
  },
};

export const threadInfoOps = {
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
} satisfies Record<string, OpSpec>;
