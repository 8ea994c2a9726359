/** The lab's table of operations: the kernel's, and those of the Python interpreter alone. */
import { code, opInfos } from '../../kernel/ops.ts';
import type { OpInfo } from '../../trace/format.ts';

const own = {
  /** Reaches a line of the program. */
  'python.line': { name: 'line' },
} as const satisfies Record<string, OpInfo>;

export const labOps: readonly OpInfo[] = [...opInfos, ...Object.values(own)];

/** Row of each operation by its name in programs: 'lock.acquire'. */
export const labRows: Readonly<Record<string, number>> = {
  ...code,
  ...Object.fromEntries(Object.keys(own).map((name, n) => [name, opInfos.length + n])),
};
