/**
 * Synchronisation state of a multiprocessing.Pool: its state, its workers, the number of unfinished jobs, and each
 * job's results. Its queues are ordinary ones; the rest is vocabulary code (program/pool.ts).
 */
import type { ProcessIndex } from '../../base/units.ts';
import { PyError } from '../errors.ts';
import { getSlot, readBlock, setSlot, writeBlock } from '../heap.ts';
import { objectCell, processCell, readsObject, writesObject } from '../footprint.ts';
import type { Kernel, OpSpec } from '../kernel.ts';
import {
  H_OBJECTS,
  O_A,
  O_B,
  O_C,
  O_D,
  O_E,
  O_F,
  O_KIND,
  O_PROCESS,
  O_WAITERS,
  objectAt,
  P_LAST,
  P_STATE,
  P_WAITERS,
  processAt,
} from '../memory.ts';
import { kindCode, type ObjectSpec } from '../object-spec.ts';
import { reprPacked, unpack } from '../packed.ts';
import type { Request } from '../request.ts';
import { creates } from './create.ts';
import { isTaken, processOf, ProcessState } from './process-record.ts';

/** A PoolState. */
const STATE = O_A;
/** Number of unfinished jobs. */
const JOBS = O_B;
/** A slot: the indices of its worker processes. */
const WORKERS = O_C; // and O_D

/** 1 once its result thread has ended by an exception of a callback. */
const FAILED = O_E;

/** 1 while its worker handler replaces workers that have ended. */
const REPLACES = O_F;

export const PoolState = { running: 0, closed: 1, terminated: 2 } as const;
type PoolStateCode = (typeof PoolState)[keyof typeof PoolState];

export const poolObject: ObjectSpec = {
  kind: 'pool',
  lines: [],
  slots: [WORKERS],
  begin: (k, at) => setSlot(k.memory, at + WORKERS, '[]'),
  tell: () => ({ measure: 0, limit: -1 }),
};

const op = (name: string, effect: OpSpec['effect']): OpSpec => ({
  info: { name },
  about: 'object',
  touches: writesObject,
  guard: () => true,
  effect,
});

/** Submits a job. Raises if the pool accepts none any more. */
export const poolSubmit = op('submit', (k, _thread, { target }) => {
  const { i32 } = k.memory;
  const at = objectAt(target);
  if (i32[at + STATE] !== PoolState.running) throw new PyError('ValueError', 'Pool not running');
  i32[at + JOBS] = i32[at + JOBS]! + 1;
  k.said.value = i32[at + JOBS]!;
  return undefined;
});

/** Finishes a job. */
export const poolSettle = op('settle', (k, thread, { target }) => {
  const { i32 } = k.memory;
  const at = objectAt(target);
  i32[at + JOBS] = i32[at + JOBS]! - 1;
  k.wakeAll(processAt(processOf(k, thread)) + P_WAITERS);
  k.said.value = i32[at + JOBS]!;
  return undefined;
});

/** n of `pool.state`: an exception ends the result thread. */
export const RESULTS_FAILED = -2;

/**
 * n: the new PoolState, -1 to query, or {@link RESULTS_FAILED}. Result: the previous state. If the result thread has
 * failed with jobs open, terminate() raises midway.
 */
const changeState: OpSpec['effect'] = (k, thread, { target, n }) => {
  const { i32 } = k.memory;
  const at = objectAt(target);
  const before = i32[at + STATE]!;
  if (n > before) {
    i32[at + STATE] = n;
    k.wakeAll(processAt(processOf(k, thread)) + P_WAITERS);
  }
  if (n === RESULTS_FAILED) i32[at + FAILED] = 1;
  k.said.value = i32[at + JOBS]!;
  const isLost = i32[at + FAILED] === 1 && i32[at + JOBS]! > 0;
  if (n === PoolState.terminated && before < n && isLost) {
    throw new PyError('AssertionError', 'Cannot have cache with result_hander not alive');
  }
  return before;
};
export const poolState = op('state', changeState);
/** The same under the name of the public method. */
export const poolClose = op('close', changeState);
export const poolTerminate = op('terminate', changeState);
export const poolJoin = op('join', changeState);

/** value: the new list of workers; undefined to query. Result: the list. */
export const poolWorkers = op('workers', (k, thread, { target, value }) => {
  const slot = objectAt(target) + WORKERS;
  if (value !== undefined) {
    setSlot(k.memory, slot, value);
    k.memory.i32[objectAt(target) + REPLACES] = 0;
    k.wakeAll(processAt(processOf(k, thread)) + P_LAST);
  }
  k.said.value = k.memory.i32[objectAt(target) + JOBS]!;
  return getSlot(k.memory, slot);
});

const workersOf = (k: Kernel, pool: number): number[] =>
  unpack(getSlot(k.memory, objectAt(pool) + WORKERS)) as number[];

export const sizeOfPool = (k: Kernel, pool: number): number => workersOf(k, pool).length;
export const stateOfPool = (k: Kernel, pool: number): PoolStateCode =>
  k.memory.i32[objectAt(pool) + STATE]! as PoolStateCode;

/** Negative numbers are threads: CPython does not notice when one of those ends. */
const hasEnded = (k: Kernel, process: number): boolean =>
  process >= 0 &&
  k.memory.i32[processAt(process) + P_STATE] === ProcessState.exited &&
  !isTaken(k, process);

/** Whether nothing is left to do: terminated, or closed with all jobs done. */
function isOver(k: Kernel, { target }: Request): boolean {
  const { i32 } = k.memory;
  const state = i32[objectAt(target) + STATE]!;
  if (state === PoolState.closed) return i32[objectAt(target) + JOBS] === 0;
  return state === PoolState.terminated;
}

/** The worker handler's wait for the end of a worker or of the pool. Result: 1 pool over, 0 check the workers. */
export const poolWatch: OpSpec = {
  info: { name: 'watch', wait: 'join' },
  about: 'object',
  touches: (k, _thread, { target }, f) => {
    f.writes(objectCell(target));
    for (const process of workersOf(k, target)) if (process >= 0) f.reads(processCell(process));
  },
  guard: (k, _thread, request) =>
    isOver(k, request) || workersOf(k, request.target).some((process) => hasEnded(k, process)),
  effect(k, _thread, request) {
    const isLast = isOver(k, request);
    k.said.value = k.memory.i32[objectAt(request.target) + JOBS]!;
    k.memory.i32[objectAt(request.target) + REPLACES] = isLast ? 0 : 1;
    return isLast ? 1 : 0;
  },
  waitsIn: (k, thread) => processAt(processOf(k, thread)) + P_WAITERS,
};

/** The pools of a process. */
export function* poolsOf({ memory: { i32 } }: Kernel, process: ProcessIndex) {
  for (let object = 0; object < i32[H_OBJECTS]!; object++) {
    const at = objectAt(object);
    if (i32[at + O_KIND] === kindCode.pool && i32[at + O_PROCESS] === process) yield object;
  }
}

/** Whether no pool of a process replaces workers at the moment. */
export const arePoolsAtRest = (k: Kernel, process: ProcessIndex): boolean =>
  [...poolsOf(k, process)].every((pool) => k.memory.i32[objectAt(pool) + REPLACES] === 0);

/** At exit: the pools of the process stop replacing workers. False if they had stopped before. */
export function endPools(k: Kernel, process: ProcessIndex): boolean {
  const { i32 } = k.memory;
  let isAny = false;
  for (const pool of poolsOf(k, process)) {
    const at = objectAt(pool);
    isAny ||= i32[at + STATE] !== PoolState.terminated;
    i32[at + STATE] = PoolState.terminated;
  }
  if (isAny) k.wakeAll(processAt(process) + P_WAITERS);
  return isAny;
}

// The results of a job.

/** A slot: the parts received, each [index, succeeded, value], in order of arrival. */
const PARTS = O_A; // and O_B
/** Expected number of parts. */
const EXPECTED = O_C;
/** 1 once get() may take the result. */
const READY = O_D;
/** Parts taken by next(). */
const TAKEN = O_E;
/** Heap block: the vocabulary's note for when all parts have arrived, packed. */
const NOTE = O_F;

export type Part = readonly [index: number, succeeded: boolean, value: unknown];

const partsOf = (k: Kernel, result: number): Part[] =>
  unpack(getSlot(k.memory, objectAt(result) + PARTS)) as Part[];

export const resultObject: ObjectSpec = {
  kind: 'result',
  lines: [{ at: O_WAITERS }],
  slots: [PARTS],
  blocks: [NOTE],
  /** n: number of parts; value: the note. */
  begin({ memory }, at, { n }, { value = 'null' }) {
    setSlot(memory, at + PARTS, '[]');
    memory.i32[at + EXPECTED] = n;
    memory.i32[at + NOTE] = writeBlock(memory, String(value));
  },
  tell: () => ({ measure: 0, limit: -1 }),
};

/** value: a part. Result: JSON of [note, parts] with the last part; 'null' before. */
export const resultDeliver = op('deliver', (k, _thread, { target, value }) => {
  const { i32 } = k.memory;
  const at = objectAt(target);
  const parts = [...partsOf(k, target), unpack(value ?? 'null') as Part];
  setSlot(k.memory, at + PARTS, JSON.stringify(parts));
  k.wakeAll(at + O_WAITERS);
  k.said.value = parts.length;
  if (parts.length < i32[at + EXPECTED]!) return 'null';
  return JSON.stringify([JSON.parse(readBlock(k.memory, i32[at + NOTE]!)), parts]);
});

/** The result is complete and callbacks have run: get() may take it. */
export const resultFinish = op('finish', (k, _thread, { target }) => {
  k.memory.i32[objectAt(target) + READY] = 1;
  k.wakeAll(objectAt(target) + O_WAITERS);
  return undefined;
});

export const resultReady = op(
  'ready',
  (k, _thread, { target }) => k.memory.i32[objectAt(target) + READY]!,
);

/** Result: 1 ready, 0 timed out. */
export const resultWait: OpSpec = {
  info: { name: 'wait', wait: 'message' },
  about: 'object',
  touches: readsObject,
  guard: (k, _thread, { target }) => k.memory.i32[objectAt(target) + READY] === 1,
  effect: () => 1,
  waitsIn: (_k, _thread, { target }) => objectAt(target) + O_WAITERS,
};

export const resultParts = op('get', (k, _thread, { target }) =>
  JSON.stringify(partsOf(k, target)),
);

/** The part that next() returns now, if it has arrived. n: 1 in order of arrival, 0 in order of the arguments. */
function nextPart(k: Kernel, { target, n }: Request): Part | undefined {
  const taken = k.memory.i32[objectAt(target) + TAKEN]!;
  const parts = partsOf(k, target);
  return n === 1 ? parts[taken] : parts.find(([index]) => index === taken);
}

/** Result: a part. Raises StopIteration after the last, TimeoutError after a timeout. */
export const resultNext: OpSpec = {
  info: { name: 'next', wait: 'message' },
  about: 'object',
  touches: writesObject,
  guard(k, _thread, request) {
    const at = objectAt(request.target);
    if (k.memory.i32[at + TAKEN] === k.memory.i32[at + EXPECTED]) return true;
    return nextPart(k, request) !== undefined;
  },
  effect(k, _thread, request) {
    const part = nextPart(k, request);
    if (part === undefined) throw new PyError('StopIteration');
    const at = objectAt(request.target);
    k.memory.i32[at + TAKEN] = k.memory.i32[at + TAKEN]! + 1;
    const packed = JSON.stringify(part);
    k.said.text = reprPacked(JSON.stringify(part[2]));
    return packed;
  },
  waitsIn: (_k, _thread, { target }) => objectAt(target) + O_WAITERS,
  expire() {
    throw new PyError('multiprocessing.context.TimeoutError');
  },
};

export const poolOps = {
  'pool.create': creates(poolObject),
  'pool.submit': poolSubmit,
  'pool.settle': poolSettle,
  'pool.state': poolState,
  'pool.close': poolClose,
  'pool.terminate': poolTerminate,
  'pool.join': poolJoin,
  'pool.workers': poolWorkers,
  'pool.watch': poolWatch,
  'result.create': creates(resultObject),
  'result.deliver': resultDeliver,
  'result.finish': resultFinish,
  'result.ready': resultReady,
  'result.wait': resultWait,
  'result.parts': resultParts,
  'result.next': resultNext,
} satisfies Record<string, OpSpec>;
