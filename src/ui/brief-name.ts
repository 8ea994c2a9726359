/** What to call a thread where there is little room. The full name is told beside, in a tooltip. */
import type { ThreadIndex } from '../base/units.ts';
import type { Trace } from '../trace/trace.ts';
import { processName, threadName } from '../views/names.ts';

/**
 * Main threads of several processes are called by their process; Python's 'Thread-7 (worker)' is 'Thread-7'; else the
 * full name.
 */
export function briefName(trace: Trace, thread: ThreadIndex): string {
  const details = trace.threads[thread];
  if (details === undefined) return threadName(trace, thread);
  const isAlone = trace.threads.every(
    ({ name }, index) => index === thread || name !== details.name,
  );
  if (isAlone) return details.name.replace(/^(Thread-\d+) \(.+\)$/, '$1');
  if (details.name === 'MainThread') return processName(trace, details.process);
  return threadName(trace, thread);
}
