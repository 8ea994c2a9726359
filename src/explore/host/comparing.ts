/**
 * Compares two runs. Steps of the two are the same if their causal pasts are the same; common steps come first in both
 * orders, then the rest of each.
 */
import type { Schedule } from '../../engines/model/schedule.ts';
import type { ComparedRun, Comparison } from '../report.ts';
import { RunStack } from '../run-stack.ts';
import type { TrailStep, Walker } from './walker.ts';

type Steps = Pick<Schedule, 'choices'>;

export function compareRuns(walker: Walker, a: Steps, b: Steps): Comparison {
  const ids = new Map<string, number>();
  const [first, second] = [identify(walker, a, ids), identify(walker, b, ids)];
  const known = new Set(second.map(({ id }) => id));
  const common = first.filter(({ id }) => known.has(id));
  const shared = new Set(common.map(({ id }) => id));
  const orderOf = (run: readonly Identified[]) =>
    [...common, ...run.filter(({ id }) => !shared.has(id))].map(({ thread }) => thread);
  return {
    common: common.length,
    sides: [describe(walker, orderOf(first)), describe(walker, orderOf(second))],
  };
}

interface Identified {
  readonly thread: number;
  readonly id: number;
}

/** A number for each step, equal for steps with the same causal past, in whatever order. */
function identify(walker: Walker, schedule: Steps, ids: Map<string, number>): Identified[] {
  const run = new RunStack();
  /** By thread: the numbers of its steps. */
  const known: number[][] = [];
  const { execution } = walker;
  walker.follow(schedule, ({ pending, phase }) => {
    run.push(pending, execution.launched, [], phase);
  });
  return run.taken.map(({ thread, number, clock }) => {
    const past = Array.from(clock, (count, other) => {
      const last = other === thread ? number - 1 : count;
      return last === 0 ? '' : known[other]![last - 1];
    });
    const key = `${thread} ${past.join(' ')}`;
    const id = ids.get(key) ?? ids.size;
    ids.set(key, id);
    (known[thread] ??= []).push(id);
    return { thread, id };
  });
}

function describe(walker: Walker, threads: readonly number[]): ComparedRun {
  walker.execution.restart();
  const trail: TrailStep[] = [];
  for (const thread of threads) {
    const pending = walker.enabled().find((known) => known.thread === thread);
    if (pending === undefined) break;
    trail.push(walker.take(pending));
  }
  walker.settle();
  return { text: walker.text(), steps: trail.map((step) => walker.describe(step)) };
}
