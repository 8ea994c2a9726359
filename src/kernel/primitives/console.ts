/** print: one line on the process's standard output, atomic as CPython's is when the line is short. */
import { Aspect, writesAspect } from '../footprint.ts';
import type { OpSpec } from '../kernel.ts';
import { unpack } from '../packed.ts';

export const consolePrint: OpSpec = {
  info: { name: 'print', writes: 'stdout' },
  about: 'none',
  touches: writesAspect(Aspect.output),
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
  touches: writesAspect(Aspect.output),
  guard: () => true,
  effect: consolePrint.effect,
};

export const consoleOps = {
  'console.print': consolePrint,
  'console.report': consoleReport,
} satisfies Record<string, OpSpec>;
