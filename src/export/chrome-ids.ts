/**
 * Ids of processes and threads as viewers of Chrome traces require: never 0, unique; the first thread of a process has
 * its number, which marks it as the main thread.
 */
import type { ProcessIndex, ThreadIndex } from '../base/units.ts';
import type { Trace } from '../trace/trace.ts';

export interface ChromeIds {
  pid(process: ProcessIndex): number;
  tid(thread: ThreadIndex): number;
  /** Id for what belongs to no process. */
  readonly shared: number;
}

export function chromeIds({ processes, threads }: Trace): ChromeIds {
  const taken = new Set<number>();
  let free = 1;
  const next = (): number => {
    while (taken.has(free)) free++;
    taken.add(free);
    return free;
  };
  for (const { pid } of processes) if (pid > 0) taken.add(pid);
  const seen = new Set<number>();
  const pids = processes.map(({ pid }) => {
    if (pid <= 0 || seen.has(pid)) return next();
    seen.add(pid);
    return pid;
  });
  const shared = next();
  const begun = new Set<number>();
  const tids = threads.map(({ process }) => {
    const pid = pids[process] ?? shared;
    if (begun.has(pid)) return next();
    begun.add(pid);
    return pid;
  });
  return {
    pid: (process) => pids[process] ?? shared,
    tid: (thread) => tids[thread] ?? shared,
    shared,
  };
}
