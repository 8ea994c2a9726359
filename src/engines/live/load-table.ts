/**
 * Which primitives a kernel is made with: the one place that decides, for the page and for the Workers. It depends on the
 * program alone, never on what was loaded before.
 */
import { coreTable } from '../../kernel/core-ops.ts';
import type { OpTable } from '../../kernel/kernel.ts';

/** @param coreOnly whether the program performs ops of the core only: nothing is loaded for it */
export const loadTable = (coreOnly: boolean): OpTable | Promise<OpTable> =>
  coreOnly ? coreTable : import('../../kernel/ops.ts').then(({ opTable }) => opTable);
