/** Who chose the steps of a run, as runs of steps: together with the seed this determines the choices, in a line. */
import type { StrategyName } from '../step-run.ts';

export interface Stretch {
  /** hand: every step was explicit. */
  readonly by: StrategyName;
  /** Number of steps, at least 1. */
  readonly count: number;
}

/** Appends steps. */
export function addSteps(stretches: Stretch[], by: Stretch['by'], count: number): void {
  const last = stretches.at(-1);
  if (count === 0) return;
  if (last?.by === by) stretches[stretches.length - 1] = { by, count: last.count + count };
  else stretches.push({ by, count });
}

/** Those of the first `steps` steps. */
export function firstStretches(stretches: readonly Stretch[], steps: number): Stretch[] {
  const kept: Stretch[] = [];
  let left = steps;
  for (const { by, count } of stretches) {
    addSteps(kept, by, Math.min(count, left));
    left -= Math.min(count, left);
  }
  return kept;
}
