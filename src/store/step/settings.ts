/** Settings of step mode, and the choice of the branch on the page. */
import type { ObjectIndex } from '../../base/units.ts';
import type { StrategyName } from '../../engines/step-run.ts';
import { begin, showBranch } from './branches.ts';
import { pause, rateRange } from './playing.ts';
import { inTurn } from './queue.ts';
import { steps } from './step-state.ts';
import { abandon } from './work.ts';

/** Strategy from the last step on. */
export function setStrategy(strategy: StrategyName): void {
  pause();
  steps.setState({ strategy, end: undefined });
}

/** Restarts the run. */
export function setTimed(timed: boolean): void {
  pause();
  abandon();
  steps.setState({ timed });
  void inTurn(async () => void (await begin()));
}

export function setRate(rate: number): void {
  steps.setState({ rate: Math.max(rateRange.min, Math.min(rateRange.max, rate)) });
}

/** Sets or removes a breakpoint on all events of an object. Lasts for this run. */
export function toggleBreakObject(object: ObjectIndex): void {
  const { breakObjects } = steps.getState();
  const kept = breakObjects.filter((known) => known !== object);
  const isNew = kept.length === breakObjects.length;
  steps.setState({ breakObjects: isNew ? [...breakObjects, object] : kept });
}

/** Shows a branch, at the step where it diverges from another if given. */
export function switchBranch(id: number, step?: number): void {
  pause();
  const branch = steps.getState().branches.find((known) => known.id === id);
  if (branch === undefined) return;
  showBranch(branch, step === undefined ? { kind: 'end' } : { kind: 'step', step });
}

export function toggleComparing(): void {
  steps.setState(({ isComparing }) => ({ isComparing: !isComparing }));
}
