import type { ObjectIndex, ProcessIndex, ThreadIndex } from '../../base/units.ts';
import type { Trace } from '../../trace/trace.ts';
import type { StageViews } from './stage-views.ts';

export interface PipeEnds {
  /** -1 if no process has used that end yet. */
  readonly left: ProcessIndex;
  readonly right: ProcessIndex;
  /** For each direction, in the order of the figure's objects: whether it goes from left to right. */
  readonly rightward: readonly boolean[];
}

/** The processes that a pipe connects and the orientation of each direction, from its senders and receivers so far. */
export function pipeEnds(
  trace: Trace,
  views: StageViews,
  directions: readonly ObjectIndex[],
  count: number,
): PipeEnds {
  const processOf = (thread: ThreadIndex | undefined) =>
    thread === undefined ? -1 : (trace.threads[thread]?.process ?? -1);
  const ends = directions.map((object) => ({
    from: processOf(views.users.at(object, 'send', count)[0]),
    to: processOf(views.users.at(object, 'receive', count)[0]),
  }));
  const known = ends.flatMap(({ from, to }) => [from, to]).filter((process) => process >= 0);
  const processes = [...new Set(known)].toSorted((a, b) => a - b);
  const left = processes[0] ?? (trace.processes.length > 0 ? 0 : -1);
  // With two processes it can only be the other one.
  const others = trace.processes.flatMap((_, i) => (i === left ? [] : [i]));
  const right = processes[1] ?? (others.length === 1 ? others[0]! : -1);
  const rightward = ends.map(({ from, to }, i) => {
    if (from >= 0) return from === left;
    if (to >= 0) return to !== left;
    return i % 2 === 0;
  });
  return { left, right, rightward };
}
