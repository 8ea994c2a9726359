/** Lanes by the process that they belong to. */
import type { ProcessIndex } from '../base/units.ts';
import type { Trace } from '../trace/trace.ts';
import type { LaneGroup, ObjectLane, ThreadLane } from './lane.ts';

/** Processes as they were created, each with its threads and its objects; what is shared comes last. */
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
  for (const lane of threads) groupOf(trace.threads[lane.index]!.process).threads.push(lane);
  for (const lane of objects) groupOf(trace.objects[lane.index]!.process).objects.push(lane);
  return shared.objects.length + shared.threads.length > 0 ? [...own, shared] : own;
}
