/** Whether a byte direction is readable or writable. */
import type { ThreadIndex } from '../../base/units.ts';
import type { Kernel } from '../kernel.ts';
import { objectAt } from '../memory.ts';
import type { Request } from '../request.ts';
import {
  BYTES,
  Flow,
  has,
  isEmpty,
  isGone,
  PIPE_BYTES,
  RECEIVERS,
  SENDERS,
  twinOf,
} from './direction.ts';
import { isOpenTo } from './ends.ts';

export function canRead(
  k: Kernel,
  thread: ThreadIndex,
  { target }: Pick<Request, 'target'>,
): boolean {
  const at = objectAt(target);
  if (!isOpenTo(k, at + RECEIVERS, thread) || !isEmpty(k, target)) return true;
  if (isGone(k, target, SENDERS) || has(k, target, Flow.ended | Flow.deaf)) return true;
  return has(k, target, Flow.socket) && has(k, twinOf(k, target), Flow.broken);
}

/** The packed text without a character. */
export const NOTHING = '""';

/** A partial write (n = 1) needs some room; a full one needs room for everything, or an empty pipe. */
export function canWrite(
  k: Kernel,
  thread: ThreadIndex,
  op: Pick<Request, 'target' | 'n' | 'value'>,
): boolean {
  const at = objectAt(op.target);
  const cannot = Flow.ended | Flow.broken | Flow.reset;
  if (!isOpenTo(k, at + SENDERS, thread) || has(k, op.target, cannot)) return true;
  if (isGone(k, op.target, RECEIVERS) || op.value === NOTHING) return true;
  const bytes = k.memory.i32[at + BYTES]!;
  return op.n === 1
    ? bytes < PIPE_BYTES
    : bytes === 0 || bytes + String(op.value ?? '').length <= PIPE_BYTES;
}
