/** Along the shown branch: through the steps that it has, and to further ones. */
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

/** Works out further steps of the shown branch, and shows where they lead. Inside a turn of the queue. */
export async function advance(act: (run: StepRun) => Promise<StepEnd>): Promise<void> {
  app.setState({ cursor: live });
  const branch = await goFurther(act);
  if (branch === undefined) return;
  revealEdge(branch.run.trace);
  followCursor();
}

/** Works out further steps; the cursor stays. Inside a turn of the queue. */
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
