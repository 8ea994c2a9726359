/**
 * Opens runs from an exploration on the page: an ending, the other branch, a node of the tree, one side of a
 * comparison.
 */
import type { Walk } from '../../explore/report.ts';
import { app } from '../app-state.ts';
import { openProgram, whenStarted } from '../run-actions.ts';
import { markShown, openBeside } from '../step/branches.ts';
import { pause } from '../step/playing.ts';
import { inTurn } from '../step/queue.ts';
import { shownBranch, steps } from '../step/step-state.ts';
import { presentExplorer } from './exploring.ts';
import { exploration } from './explore-state.ts';

/** Opens the run of an ending in step mode, just before the deciding choice. */
export async function openEnding(key: string): Promise<void> {
  const walk = await (await presentExplorer())?.walk(key);
  if (walk?.text === undefined) return;
  const { steps: taken, deciding } = walk;
  exploration.setState({ open: { key, steps: taken, deciding }, row: -1 });
  const decides = deciding === undefined ? undefined : taken[deciding.step]?.at;
  await showRun(walk.text, decides, { ending: key, decides });
}

/** A link contains the run of an ending: once it is found again, its deciding choice is shown. */
export async function recallEnding(): Promise<void> {
  const key = shownBranch()?.explored?.ending;
  const { found, open } = exploration.getState();
  if (key === undefined || open?.key === key) return;
  if (found?.endings.every((ending) => ending.key !== key) !== false) return;
  const walk = await (await presentExplorer())?.walk(key);
  if (walk === undefined) return;
  const { steps: taken, deciding } = walk;
  exploration.setState({ open: { key, steps: taken, deciding } });
  // The link's run may be another one with the same ending.
  const isSame = walk.text === shownBranch()?.run.toText(Infinity).text;
  if (!isSame || shownBranch()?.explored?.ending !== key) return;
  markShown({
    ending: key,
    decides: deciding === undefined ? undefined : taken[deciding.step]?.at,
  });
}

/** The other branch at the deciding choice: a run with another ending, just after the choice. */
export async function openInstead(): Promise<void> {
  const { open } = exploration.getState();
  const deciding = open?.deciding;
  const at = deciding === undefined ? undefined : open?.steps[deciding.step]?.at;
  if (deciding?.instead?.text === undefined || at === undefined) return;
  await showRun(deciding.instead.text, at + 1, undefined);
}

/** The run through a node of the tree, at the choice there. */
export async function openRow(row: number): Promise<void> {
  const walk = await (await presentExplorer())?.throughTree(row);
  if (walk?.text === undefined) return;
  exploration.setState({ row, open: undefined });
  await showRun(walk.text, placeIn(walk), undefined);
}

const placeIn = ({ steps: taken, deciding }: Walk): number | undefined =>
  deciding === undefined ? undefined : taken[deciding.step]?.at;

/** One of the two compared runs, where they diverge. */
export async function openCompared(side: 0 | 1): Promise<void> {
  const { comparison, chosen } = exploration.getState();
  const run = comparison?.sides[side];
  const key = chosen[side];
  if (comparison === undefined || run?.text === undefined || key === undefined) return;
  const at = run.steps[comparison.common]?.at;
  await showRun(run.text, at, { ending: key, decides: undefined });
}

/** Selects an ending for comparison, or deselects it; two are compared. */
export async function choose(key: string): Promise<void> {
  const { chosen } = exploration.getState();
  const next = chosen.includes(key)
    ? chosen.filter((known) => known !== key)
    : [...chosen, key].slice(-2);
  exploration.setState({ chosen: next, comparison: undefined });
  const [a, b] = next;
  if (a === undefined || b === undefined) return;
  const comparison = await (await presentExplorer())?.compare(a, b);
  if (exploration.getState().chosen !== next || comparison === undefined) return;
  exploration.setState({ comparison, view: 'compare' });
}

/** Besides the runs in step mode, or as its first. `step`: number of completed steps; default: all. */
async function showRun(
  text: string,
  step: number | undefined,
  explored: { readonly ending: string; readonly decides: number | undefined } | undefined,
): Promise<void> {
  const { mode, program } = app.getState();
  if (mode === 'step' && steps.getState().branches.length > 0) {
    pause();
    const place = step === undefined ? ({ kind: 'end' } as const) : { kind: 'step' as const, step };
    await inTurn(() => openBeside(text, place, explored));
    return;
  }
  const { strategy } = steps.getState();
  const timed = exploration.getState().explored?.wish.timed ?? false;
  const ending = explored?.ending;
  openProgram(program, {
    mode: 'step',
    steps: { run: text, version: undefined, step, strategy, timed, ending },
  });
  await whenStarted();
  if (explored !== undefined) markShown(explored);
}
