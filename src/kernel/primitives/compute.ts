/**
 * CPU-bound work. It happens between two ops of its thread, `compute` at its start and `computed` at its end. The
 * engine decides how long it takes: live it is real work, in the model program time on a core.
 */
import { touchesNothing } from '../footprint.ts';
import type { OpSpec } from '../kernel.ts';

/** n: amount of work, in milliseconds of one core. */
export const computeBegin: OpSpec = {
  info: { name: 'compute' },
  about: 'none',
  touches: touchesNothing,
  guard: () => true,
  effect(k, _thread, op) {
    k.said.value = op.n;
    return undefined;
  },
};

export const computeEnd: OpSpec = {
  info: { name: 'computed' },
  about: 'none',
  touches: touchesNothing,
  guard: () => true,
  effect: () => undefined,
};

export const computeOps = {
  'cpu.compute': computeBegin,
  'cpu.computed': computeEnd,
} satisfies Record<string, OpSpec>;
