/**
 * multiprocessing's own callback at exit, which terminates or joins the children. It is registered on first use like
 * any other, so callbacks registered later run before it, and earlier ones after it.
 */
import type { ThreadIndex } from '../../base/units.ts';
import type { Kernel } from '../kernel.ts';
import { P_MANNER, P_USES, processAt } from '../memory.ts';
import { registerAtexit } from './atexit.ts';
import { processOf, ProcessManner } from './process-record.ts';

/** Name of the function* that does it. */
export const EXIT_HOOK = 'multiprocessing.exit';

export function noteUse(k: Kernel, thread: ThreadIndex): void {
  const { i32 } = k.memory;
  const at = processAt(processOf(k, thread));
  if (i32[at + P_USES] === 1 || i32[at + P_MANNER] !== ProcessManner.interpreter) return;
  i32[at + P_USES] = 1;
  registerAtexit(k, thread, JSON.stringify([EXIT_HOOK, []]));
}
