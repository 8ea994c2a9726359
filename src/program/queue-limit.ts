/** Timeouts of queues: the kernel raises for a negative one, and only if the call would wait. */
import { NEGATIVE } from '../kernel/primitives/queue.ts';
import { limitOf } from './handle.ts';

export const isNegative = (block: boolean, timeout: number | undefined): number =>
  block && timeout !== undefined && timeout < 0 ? NEGATIVE : 0;

export const queueLimit = (block: boolean, timeout: number | undefined): number =>
  limitOf(block, timeout === undefined ? undefined : Math.max(0, timeout));
