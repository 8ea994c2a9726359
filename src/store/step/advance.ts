/** Advances along the shown branch: through existing steps, and to new ones. */
import type { StepEnd, StepRun } from '../../engines/step-run.ts';
import { app } from '../app-state.ts';
import { live } from '../cursor.ts';
import { showNow } from '../frame-loop.ts';
import { revealEdge } from '../timeline-port.ts';
import { cursorAtStep, takeOver } from './branches.ts';
import { followCursor } from './standing.ts';
import { shownBranch, steps, type Branch } from './step-state.ts';
import { work } from './work.ts';

export function goToStep(step: number): void {
  const branch = shownBranch();
  if (branch !== undefined) app.setState({ cursor: cursorAtStep(branch.run, step) });
}

/** Computes further steps of the shown branch, and shows the result. Inside a turn of the queue. */
export async function advance(act: (run: StepRun) => Promise<StepEnd>): Promise<void> {
  app.setState({ cursor: live });
  const branch = await goFurther(act);
  if (branch === undefined) return;
  revealEdge(branch.run.trace);
  followCursor();
}

/** Computes further steps without moving the cursor. Inside a turn of the queue. */
export async function goFurther(
  act: (run: StepRun) => Promise<StepEnd>,
): Promise<Branch | undefined> {
  const branch = await takeOver();
  if (branch === undefined) return undefined;
  const end = await work(() => act(branch.run));
  if (end === undefined) return undefined;
  steps.setState({ end });
  showNow();
  return branch;
}
