/** Lanes grouped by process. */
import type { ProcessIndex, ThreadIndex } from '../base/units.ts';
import type { Trace } from '../trace/trace.ts';
import type { LaneGroup, ObjectLane, ThreadLane } from './lane.ts';

/** Position for the next task of a thread; -1 if the thread is not in the list. */
function endOfTasks(trace: Trace, lanes: readonly ThreadLane[], thread: ThreadIndex): number {
  const first = lanes.findIndex(({ index }) => index === thread);
  if (first < 0) return -1;
  const next = lanes.findIndex(
    ({ index }, at) => at > first && trace.threads[index]!.within !== thread,
  );
  return next < 0 ? lanes.length : next;
}

/**
 * Processes in order of creation, each with its threads, their tasks below them, and its objects; shared objects come
 * last.
 */
export function groupLanes(
  trace: Trace,
  threads: readonly ThreadLane[],
  objects: readonly ObjectLane[],
): readonly LaneGroup[] {
  const own = trace.processes.map((_, process) => ({
    process,
    threads: [] as ThreadLane[],
    objects: [] as ObjectLane[],
  }));
  const shared = { process: -1, threads: [] as ThreadLane[], objects: [] as ObjectLane[] };
  const groupOf = (process: ProcessIndex) => own[process] ?? shared;
  for (const lane of threads) {
    const { process, within } = trace.threads[lane.index]!;
    const { threads: others } = groupOf(process);
    // Below its thread, and below the thread's earlier tasks.
    const at = within === undefined ? -1 : endOfTasks(trace, others, within);
    if (at < 0) others.push(lane);
    else others.splice(at, 0, lane);
  }
  for (const lane of objects) groupOf(trace.objects[lane.index]!.process).objects.push(lane);
  return shared.objects.length + shared.threads.length > 0 ? [...own, shared] : own;
}
