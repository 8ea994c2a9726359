/** The branches: opening, forking, and showing on the page. */
import type { Ms } from '../../base/units.ts';
import type { Beginning, OpenProblem, StepEnd, StepRun } from '../../engines/step-run.ts';
import { stepAxis } from '../../timeline/axis.ts';
import { app } from '../app-state.ts';
import { cursorAtTime, live, type Cursor } from '../cursor.ts';
import { showNow } from '../frame-loop.ts';
import type { Selection } from '../selection.ts';
import { Session } from '../session.ts';
import { showSession } from '../show-session.ts';
import { keepPlace } from '../timeline-port.ts';
import { followCursor, startFollowing } from './standing.ts';
import { shownBranch, steps, type Branch } from './step-state.ts';
import { work } from './work.ts';

/** Cursor position once the run is open: after a number of steps, at an instant, or at its end. */
export type Place =
  | { readonly kind: 'step'; readonly step: number }
  | { readonly kind: 'time'; readonly time: Ms }
  | { readonly kind: 'end' };

interface OpenedBranch {
  readonly branch: Branch;
  readonly problem: OpenProblem | undefined;
}

/** Opens a run with the page's settings, and lets `act` advance it. All openings in this folder go through it. */
async function openBranch(
  beginning?: Beginning,
  act?: (run: StepRun) => Promise<StepEnd>,
): Promise<OpenedBranch | undefined> {
  const { program, seed } = app.getState();
  const { strategy, timed } = steps.getState();
  return work(async (engine, isWanted) => {
    const { run, problem } = await engine.open(
      program,
      { seed, strategy, timed },
      beginning,
      (count) => steps.setState({ opened: count }),
    );
    await act?.(run);
    const session = new Session(program, run, stepAxis(run));
    await session.advanceInTurns(app.getState().axis, isWanted);
    return { branch: { id: 0, session, run, strategy, from: undefined }, problem };
  });
}

/**
 * Restarts the program as the only branch. Default: before its first step.
 *
 * @param isVariation of the page's run, so that the view stays in place
 * @returns why the run could not go as far as its beginning says
 */
export async function begin(
  beginning?: Beginning,
  place: Place = { kind: 'end' },
  isVariation = false,
  explored?: Branch['explored'],
): Promise<OpenProblem | undefined> {
  const opened = await openBranch(beginning);
  if (opened === undefined) return undefined;
  const { problem } = opened;
  const branch = { ...opened.branch, explored };
  steps.setState({ branches: [branch], end: undefined, isComparing: false });
  showBranch(branch, place, isVariation);
  return problem;
}

/**
 * A further branch: the first `step` steps of the shown one, then what `act` does. If an existing branch went that way,
 * it is shown instead; if one ended on that way, it is continued.
 */
export async function fork(step: number, act: (run: StepRun) => Promise<StepEnd>): Promise<void> {
  const from = shownBranch();
  if (from === undefined) return;
  const opened = await openBranch({ kind: 'run', run: from.run, steps: step }, act);
  if (opened === undefined) return;
  const { run } = opened.branch;
  const { branches } = steps.getState();
  const known = branches.find((branch) => run.isBeginningOf(branch.run));
  if (known !== undefined) {
    showBranch(known, { kind: 'step', step: run.stepCount });
    return;
  }
  const shorter = branches.find(
    (branch) => branch.run.stepCount > step && branch.run.isBeginningOf(run),
  );
  const id = shorter?.id ?? Math.max(...branches.map((branch) => branch.id)) + 1;
  const parting = { from: shorter === undefined ? { id: from.id, step } : shorter.from };
  const branch: Branch = { ...opened.branch, id, ...parting };
  const others = branches.filter((other) => other !== shorter);
  steps.setState({ branches: [...others, branch].toSorted((a, b) => a.id - b.id), end: undefined });
  shorter?.run.stop();
  showBranch(branch, { kind: 'end' });
}

/** A run from a text as a further branch, or the existing branch that equals it. Inside a turn of the queue. */
export async function openBeside(
  text: string,
  place: Place,
  explored: Branch['explored'],
): Promise<void> {
  const opened = await openBranch({ kind: 'text', text });
  if (opened === undefined) return;
  const { run } = opened.branch;
  const { branches } = steps.getState();
  const known = branches.find(
    (branch) => branch.run.stepCount === run.stepCount && run.isBeginningOf(branch.run),
  );
  const id = known?.id ?? Math.max(-1, ...branches.map((branch) => branch.id)) + 1;
  const branch: Branch = { ...opened.branch, id, from: known?.from, explored };
  const others = branches.filter((other) => other !== known);
  steps.setState({ branches: [...others, branch].toSorted((a, b) => a.id - b.id), end: undefined });
  known?.run.stop();
  showBranch(branch, place);
}

/** Records for which ending the shown run was opened, and its deciding step. */
export function markShown(explored: Branch['explored']): void {
  const { branches, shown } = steps.getState();
  steps.setState({
    branches: branches.map((branch) => (branch.id === shown ? { ...branch, explored } : branch)),
  });
}

/** Reopens the shown branch if another strategy is to take over from its last step. */
export async function takeOver(): Promise<Branch | undefined> {
  const branch = shownBranch();
  if (branch === undefined || branch.strategy === steps.getState().strategy) return branch;
  const { run } = branch;
  const opened = await openBranch({ kind: 'run', run, steps: run.stepCount });
  if (opened === undefined) return undefined;
  const { id, from, explored } = branch;
  const again: Branch = { ...opened.branch, id, from, explored };
  const { branches } = steps.getState();
  steps.setState({ branches: branches.map((known) => (known === branch ? again : known)) });
  run.stop();
  showBranch(again, { kind: 'end' });
  return again;
}

export function showBranch(branch: Branch, place: Place, isVariation = true): void {
  startFollowing();
  const { run, session } = branch;
  const { selection } = app.getState();
  steps.setState({ shown: branch.id, standing: undefined });
  showSession(session, cursorAt(run, place));
  if (isVariation) keepPlace();
  if (isVariation && isIn(session, selection)) app.setState({ selection });
  showNow();
  followCursor();
}

/** Threads and objects have the same index in every branch. */
function isIn({ trace }: Session, selection: Selection): boolean {
  if (selection.kind === 'thread') return selection.index < trace.threads.length;
  return selection.kind === 'object' && selection.index < trace.objects.length;
}

function cursorAt(run: StepRun, place: Place): Cursor {
  switch (place.kind) {
    case 'end':
      return live;
    case 'time':
      return place.time >= run.trace.endTime ? live : cursorAtTime(run.trace, place.time);
    case 'step':
      return cursorAtStep(run, place.step);
  }
}

export function cursorAtStep(run: StepRun, step: number): Cursor {
  if (step >= run.stepCount) return live;
  const count = run.eventsAfter(Math.max(0, step));
  return { kind: 'past', count, time: count === 0 ? 0 : run.trace.time(count - 1) };
}
