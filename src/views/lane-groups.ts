/** Lanes grouped by process. */
import type { ProcessIndex, ThreadIndex } from '../base/units.ts';
import type { Trace } from '../trace/trace.ts';
import type { LaneGroup, ObjectLane, ThreadLane } from './lane.ts';

/** A thread's tasks are below it, in order of creation, each with its own below it. */
function withTasks(trace: Trace, lanes: readonly ThreadLane[]): ThreadLane[] {
  const tasks = new Map<ThreadIndex, ThreadLane[]>();
  const roots: ThreadLane[] = [];
  for (const lane of lanes) {
    const { within } = trace.threads[lane.index]!;
    const list = within === undefined ? roots : (tasks.get(within) ?? roots);
    list.push(lane);
    tasks.set(lane.index, []);
  }
  const ordered: ThreadLane[] = [];
  // A stack: tasks may be nested as deep as a file says.
  const left = roots.toReversed();
  for (let lane = left.pop(); lane !== undefined; lane = left.pop()) {
    ordered.push(lane);
    for (const task of tasks.get(lane.index)!.toReversed()) left.push(task);
  }
  return ordered;
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
  for (const lane of threads) groupOf(trace.threads[lane.index]!.process).threads.push(lane);
  for (const lane of objects) groupOf(trace.objects[lane.index]!.process).objects.push(lane);
  const groups = shared.objects.length + shared.threads.length > 0 ? [...own, shared] : own;
  for (const group of groups) group.threads = withTasks(trace, group.threads);
  return groups;
}
