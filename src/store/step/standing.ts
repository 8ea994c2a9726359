/** The step at the cursor, and the threads that can move there. */
import type { Standing } from '../../engines/standing.ts';
import type { StepRun } from '../../engines/step-run.ts';
import { app } from '../app-state.ts';
import { inTurn } from './queue.ts';
import { shownBranch, steps } from './step-state.ts';
import { work } from './work.ts';

let unfollow: (() => void) | undefined;
let isLooking = false;

/** Updates step and standing with the cursor from now on. */
export function startFollowing(): void {
  unfollow ??= app.subscribe((state, before) => {
    const isSame =
      state.cursor === before.cursor &&
      state.session === before.session &&
      state.eventCount === before.eventCount;
    if (!isSame) followCursor();
  });
}

export function stopFollowing(): void {
  unfollow?.();
  unfollow = undefined;
}

/**
 * The page's step is the one at the cursor. The standing after the last step came with it; for an earlier step, the
 * engine is queried when it is free, about the cursor's position at that time.
 */
export function followCursor(): void {
  const { cursor, session, mode } = app.getState();
  const branch = shownBranch();
  if (branch === undefined || branch.session !== session || mode !== 'step') return;
  const { run } = branch;
  const step = cursor.kind === 'live' ? run.stepCount : run.stepAt(cursor.count);
  const before = steps.getState();
  if (before.step !== step || before.stepCount !== run.stepCount) {
    steps.setState({ step, stepCount: run.stepCount });
  }
  if (isKnown(run, step)) return;
  if (step === run.stepCount && run.standingNow !== undefined) show(run, run.standingNow);
  else if (!isLooking) {
    isLooking = true;
    void inTurn(() => {
      isLooking = false;
      return standHere();
    });
  }
}

/** Determines the threads that can move at the cursor, if unknown. Inside a turn of the queue. */
export async function standHere(): Promise<void> {
  const branch = shownBranch();
  if (branch === undefined) return;
  const { run } = branch;
  const { step } = steps.getState();
  if (isKnown(run, step)) return;
  const standing = await work(() => run.standing(step));
  const isHere = shownBranch()?.run === run && steps.getState().step === step;
  if (standing !== undefined && isHere) show(run, standing);
}

function isKnown(run: StepRun, step: number): boolean {
  const { standing } = steps.getState();
  return standing?.step === step && standing.of === run;
}

function show(run: StepRun, standing: Standing): void {
  const { step } = standing;
  steps.setState({ standing: { ...standing, of: run } });
  app.setState({
    movers: standing.choices.map(({ thread }) => thread),
    taker: step < run.stepCount ? run.threadAt(step) : -1,
  });
}
