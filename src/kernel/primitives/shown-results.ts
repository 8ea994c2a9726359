/** repr() of futures, executors, pools and pool results. */
import { typeName } from '../compare.ts';
import type { Kernel, Shown } from '../kernel.ts';
import { addressOf } from '../repr.ts';
import type { PackedHandle } from '../values.ts';
import { FutureState, outcomeOf, stateOfFuture } from './future.ts';
import { PoolState, sizeOfPool, stateOfPool } from './pool.ts';
import { asObject } from './shown-threads.ts';

function reprFuture(k: Kernel, future: number, path: string): string {
  return `<${path} at ${addressOf(future)} state=${futureState(k, future)}>`;
}

function futureState(k: Kernel, future: number): string {
  switch (stateOfFuture(k, future)) {
    case FutureState.pending:
      return 'pending';
    case FutureState.running:
      return 'running';
    case FutureState.finished: {
      const [succeeded, value] = outcomeOf(k, future);
      if (succeeded) return `finished returned ${typeName(value)}`;
      const [type = ''] = value as readonly string[];
      return `finished raised ${type.slice(type.lastIndexOf('.') + 1)}`;
    }
    default:
      return 'cancelled';
  }
}

const POOL_STATES = {
  [PoolState.running]: 'RUN',
  [PoolState.closed]: 'CLOSE',
  [PoolState.terminated]: 'TERMINATE',
} as const;

function reprPool(k: Kernel, pool: number, path: string): string {
  const state = POOL_STATES[stateOfPool(k, pool)];
  return `<${path} state=${state} pool_size=${sizeOfPool(k, pool)}>`;
}

/** `shape`: the job's shape, from its handle. */
function reprResult(id: number, shape: unknown): string {
  const name = shape === 'list' ? 'MapResult' : 'ApplyResult';
  return `<multiprocessing.pool.${name} object at ${addressOf(id)}>`;
}

const pool: Shown = {
  text: (k, { $: kind, id }) => reprPool(k, id, `multiprocessing.pool.${kind}`),
};

export const shownResults = {
  Future: {
    text: (k, { $: kind, $of, id }) =>
      reprFuture(k, id, $of === undefined ? kind : `__main__.${kind}`),
  },
  Pool: pool,
  ThreadPool: pool,
  IMapIterator: {
    text(_k, handle) {
      const { unordered } = handle as PackedHandle & { readonly unordered?: boolean };
      const name = unordered === true ? 'IMapUnorderedIterator' : 'IMapIterator';
      return `<multiprocessing.pool.${name} object at ${addressOf(handle.id)}>`;
    },
  },
  AsyncResult: {
    text: (_k, handle) =>
      reprResult(handle.id, (handle as PackedHandle & { readonly shape?: unknown }).shape),
  },
  ThreadPoolExecutor: asObject('concurrent.futures.thread.ThreadPoolExecutor'),
  ProcessPoolExecutor: asObject('concurrent.futures.process.ProcessPoolExecutor'),
} satisfies Record<string, Shown>;
