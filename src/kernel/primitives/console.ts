/** print: one line on the process's standard output, atomic as CPython's is when the line is short. */
import type { OpSpec } from '../kernel.ts';
import { unpack } from '../packed.ts';

export const consolePrint: OpSpec = {
  info: { name: 'print', writes: 'stdout' },
  about: 'none',
  guard: () => true,
  effect(k, _thread, op) {
    k.said.text = String(unpack(op.value ?? '""'));
    return undefined;
  },
};

/** A report on the process's standard error, as a traceback. */
export const consoleReport: OpSpec = {
  info: { name: 'stderr', writes: 'stderr' },
  about: 'none',
  guard: () => true,
  effect: consolePrint.effect,
};
