/** The reader's actions in step mode, each in its turn of the queue. */
import type { ObjectIndex, ThreadIndex } from '../../base/units.ts';
import type { TypedLine } from '../../base/typed-line.ts';
import type { StepRun, Until } from '../../engines/step-run.ts';
import { app } from '../app-state.ts';
import { advance, goToStep } from './advance.ts';
import { fork } from './branches.ts';
import { breakpoints, meets, pause, play, stopPlaying, wantsToPlay } from './playing.ts';
import { inTurn } from './queue.ts';
import { standHere } from './standing.ts';
import { shownBranch, steps, type Branch } from './step-state.ts';

/** Maximum number of steps computed by one press of "to the end". */
export const RUN_LIMIT = 10_000;

/** A long series of steps is in progress: the next request ends it. */
let isEndless = false;

/** One step forward: an existing one, or the strategy's next. */
export const forward = (): Promise<void> =>
  ask(async () => {
    const { step, stepCount } = steps.getState();
    if (step < stepCount) goToStep(step + 1);
    else await advance((run) => run.step());
  });

export const back = (): Promise<void> =>
  ask((branch) => {
    const { cursor } = app.getState();
    const { step } = steps.getState();
    // Within a step, back goes to its start.
    const isInside = cursor.kind === 'past' && cursor.count > branch.run.eventsAfter(step);
    goToStep(isInside ? step : Math.max(0, step - 1));
  });

export function toStart(): void {
  pause();
  goToStep(0);
}

/** To the last existing step; from there to the end of the program, up to the limit. */
export const toEnd = (): Promise<void> =>
  ask(async () => {
    const { step, stepCount } = steps.getState();
    if (step < stepCount) goToStep(stepCount);
    else await advanceUntil(breakpoints());
  });

/**
 * Lets a thread take the next step; if another took it, that creates a branch. A thread that cannot move is pinned, to
 * show why.
 */
export const take = (thread: ThreadIndex): Promise<void> =>
  ask(async ({ run }) => {
    await standHere();
    const { step, stepCount } = steps.getState();
    if (!canMove(thread)) pinThread(thread);
    else if (step === stepCount) await advance((shown) => shown.step(thread));
    else if (run.threadAt(step) === thread) goToStep(step + 1);
    else await fork(step, (made) => made.step(thread));
  });

/**
 * Lets a thread take steps until it reaches another line. Like `take`, it may create a branch. Default: {@link
 * presentThread}.
 */
export const takeLine = (wanted?: ThreadIndex): Promise<void> =>
  ask(async ({ run }) => {
    await standHere();
    const { step, stepCount } = steps.getState();
    const thread = wanted ?? presentThread(run, step);
    if (thread === undefined) return;
    const act = (made: StepRun) => made.run(RUN_LIMIT, { kind: 'line', thread });
    if (!canMove(thread)) pinThread(thread);
    else if (step === stepCount) await advance(act);
    else await fork(step, act);
  });

/** The reader types a line; if another step was taken, that creates a branch. */
export function type(terminal: ObjectIndex, line: TypedLine): Promise<void> {
  const goesOn = wantsToPlay();
  return ask(async () => {
    const { step, stepCount } = steps.getState();
    const act = (run: StepRun) => run.typeLine({ terminal, line });
    if (step === stepCount) await advance(act);
    else await fork(step, act);
    if (goesOn) play();
  });
}

/** To the next step of the pinned thread, or the next event of the pinned object. */
export const runToPinned = (): Promise<void> =>
  ask(async ({ run }) => {
    const { selection } = app.getState();
    if (selection.kind !== 'thread' && selection.kind !== 'object') return;
    const until: Until =
      selection.kind === 'thread'
        ? { kind: 'thread', thread: selection.index }
        : { kind: 'object', object: selection.index };
    const { step, stepCount } = steps.getState();
    for (let n = step; n < stepCount; n++) {
      if (meets(run, n, until)) {
        goToStep(n + 1);
        return;
      }
    }
    await advanceUntil(until);
  });

/** The pinned thread; else the thread of this step, or of the last; else the first that can move. */
function presentThread(run: StepRun, step: number): ThreadIndex | undefined {
  const { selection, movers, taker } = app.getState();
  const pinned = selection.kind === 'thread' ? selection.index : -1;
  const known = [pinned, taker, step > 0 ? run.threadAt(step - 1) : -1];
  return known.find((thread) => movers.includes(thread)) ?? movers[0];
}

const canMove = (thread: ThreadIndex): boolean => app.getState().movers.includes(thread);

function pinThread(thread: ThreadIndex): void {
  const isThere = app.getState().world.threads[thread] !== undefined;
  if (isThere) app.setState({ selection: { kind: 'thread', index: thread } });
}

async function advanceUntil(until: Until): Promise<void> {
  isEndless = true;
  try {
    await advance((run) => run.run(RUN_LIMIT, until));
  } finally {
    isEndless = false;
  }
}

/** Acts on the shown branch, after earlier requests. */
function ask(act: (branch: Branch) => void | Promise<void>): Promise<void> {
  stopPlaying();
  if (isEndless) shownBranch()?.run.halt();
  return inTurn(() => {
    const branch = shownBranch();
    return branch === undefined ? undefined : act(branch);
  });
}
