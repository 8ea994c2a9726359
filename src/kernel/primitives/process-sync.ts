/**
 * multiprocessing's Lock, RLock, Semaphore and BoundedSemaphore: threading's own, shared by processes, with the
 * exceptions that multiprocessing raises for the same mistakes. Its Event, Condition and Barrier have implementations
 * of their own.
 */
import { PyError } from '../errors.ts';
import type { ExceptionClass } from '../exception-classes.ts';
import { readsObject } from '../footprint.ts';
import type { OpSpec } from '../kernel.ts';
import { O_A, objectAt } from '../memory.ts';
import { lockRelease } from './lock.ts';
import { processBarrierOps } from './process-barrier.ts';
import { processConditionOps } from './process-condition.ts';
import { processEventOps } from './process-event.ts';
import { rlockRelease } from './rlock.ts';
import { boundedSemaphoreCreate, semaphoreCreate, semaphoreRelease } from './semaphore.ts';

/** The same op with another exception. */
const raising = (spec: OpSpec, type: ExceptionClass, message: string): OpSpec => ({
  ...spec,
  effect(k, thread, op) {
    try {
      return spec.effect(k, thread, op);
    } catch (error) {
      if (error instanceof PyError) throw new PyError(type, message);
      throw error;
    }
  },
});

const TOO_OFTEN = 'semaphore or lock released too many times';
const INVALID = '[Errno 22] Invalid argument';

export const processSyncOps = {
  'shared.lock.release': raising(lockRelease, 'ValueError', TOO_OFTEN),
  'shared.rlock.release': raising(
    rlockRelease,
    'AssertionError',
    'attempt to release recursive lock not owned by thread',
  ),
  'shared.semaphore.create': raising(semaphoreCreate, 'OSError', INVALID),
  'shared.boundedSemaphore.create': raising(boundedSemaphoreCreate, 'OSError', INVALID),
  'shared.semaphore.release': raising(semaphoreRelease, 'ValueError', TOO_OFTEN),
  'shared.semaphore.value': {
    info: { name: 'get-value' },
    about: 'object',
    touches: readsObject,
    guard: () => true,
    effect(k, _thread, op) {
      k.said.value = k.memory.i32[objectAt(op.target) + O_A]!;
      return k.said.value;
    },
  },
  ...processEventOps,
  ...processBarrierOps,
  ...processConditionOps,
} satisfies Record<string, OpSpec>;
