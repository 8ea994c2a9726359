/** repr() of futures, pools and pool results. */
import { typeName } from '../compare.ts';
import type { Kernel } from '../kernel.ts';
import { addressOf } from '../repr.ts';
import { FutureState, outcomeOf, stateOfFuture } from './future.ts';
import { PoolState, sizeOfPool, stateOfPool } from './pool.ts';

export function reprFuture(k: Kernel, future: number, path: string): string {
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

export function reprPool(k: Kernel, pool: number, path: string): string {
  const state = POOL_STATES[stateOfPool(k, pool)];
  return `<${path} state=${state} pool_size=${sizeOfPool(k, pool)}>`;
}

/** `shape`: the job's shape, from its handle. */
export function reprResult(id: number, shape: unknown): string {
  const name = shape === 'list' ? 'MapResult' : 'ApplyResult';
  return `<multiprocessing.pool.${name} object at ${addressOf(id)}>`;
}
