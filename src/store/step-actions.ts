/** What the reader can do in step mode. */
import type { Ms, ObjectIndex, ThreadIndex } from '../base/units.ts';
import { app } from './app-state.ts';
import { live } from './cursor.ts';
import { showNow } from './frame-loop.ts';
import {
  attempt,
  begin,
  cursorAtStep,
  followCursor,
  fork,
  leave,
  record,
  showBranch,
  takeOver,
  whenStanding,
} from './step-mode.ts';
import { learnVersion, openStepLink, stepLink } from './step-link.ts';
import { openAsAsked } from './step-opening.ts';
import type { StepLink, StepMode } from './step-port.ts';
import type { StepEnd, StepRun, Until } from './step-run.ts';
import { revealEdge } from './timeline-port.ts';
import { forgetWaiting, inTurn } from './step-queue.ts';
import { shownBranch, steps, type Branch, type StrategyChoice } from './step-state.ts';

/** Steps that one press of "to the end" works out at most. */
export const RUN_LIMIT = 10_000;
/** Steps a second. */
export const rateRange = { min: 1, max: 60 } as const;

let startedScenario = '';
/** It played until nobody could move without a line: once that is typed, it plays on. */
let isHeldForLine = false;
let timer: ReturnType<typeof setTimeout> | undefined;

export function goToStep(step: number): void {
  const branch = shownBranch();
  if (branch !== undefined) app.setState({ cursor: cursorAtStep(branch.run, step) });
}

/** One step on: one that has been taken, or the strategy's next. */
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
    // Within a step, back is to where it began.
    const isInside = cursor.kind === 'past' && cursor.count > branch.run.eventsAfter(step);
    goToStep(isInside ? step : Math.max(0, step - 1));
  });

export function toStart(): void {
  pause();
  goToStep(0);
}

/** To the last step there is; from there, to the end of the program, as far as the limit allows. */
export const toEnd = (): Promise<void> =>
  ask(async () => {
    const { step, stepCount } = steps.getState();
    if (step < stepCount) goToStep(stepCount);
    else await advance((run) => run.run(RUN_LIMIT, breakpoints()));
  });

/** Lets a thread take the next step; where another took it, that makes a branch. One that cannot is pinned: see why. */
export const take = (thread: ThreadIndex): Promise<void> =>
  ask(async ({ run }) => {
    await whenStanding();
    const { step, stepCount } = steps.getState();
    if (!canTake(thread)) pinThread(thread);
    else if (step === stepCount) await advance((shown) => shown.step(thread));
    else if (run.threadAt(step) === thread) goToStep(step + 1);
    else await fork(step, (made) => made.step(thread));
  });

/**
 * Lets a thread take steps until it stands at another line: a statement as a whole. As `take`, it may make a branch.
 * Default: {@link presentThread}.
 */
export const takeLine = (wanted?: ThreadIndex): Promise<void> =>
  ask(async ({ run }) => {
    await whenStanding();
    const { step, stepCount } = steps.getState();
    const thread = wanted ?? presentThread(run, step);
    if (thread === undefined) return;
    const act = (made: StepRun) => made.run(RUN_LIMIT, { kind: 'line', thread });
    if (!canTake(thread)) pinThread(thread);
    else if (step === stepCount) await advance(act);
    else await fork(step, act);
  });

/** The reader types a line; where another step was taken, that makes a branch. */
export function type(terminal: ObjectIndex, line: string | null): Promise<void> {
  const goesOn = steps.getState().isPlaying || isHeldForLine;
  return ask(async () => {
    const { step, stepCount } = steps.getState();
    const act = (run: StepRun) => run.typeLine({ terminal, line });
    if (step === stepCount) await advance(act);
    else await fork(step, act);
    if (goesOn) play();
  });
}

/** The pinned thread; else the one that took this step, or the last one; else the first of those that can move. */
function presentThread(run: StepRun, step: number): ThreadIndex | undefined {
  const { selection, movers, taker } = app.getState();
  const pinned = selection.kind === 'thread' ? selection.index : -1;
  const known = [pinned, taker, step > 0 ? run.threadAt(step - 1) : -1];
  return known.find((thread) => movers.includes(thread)) ?? movers[0];
}

export const canTake = (thread: ThreadIndex): boolean => app.getState().movers.includes(thread);

function pinThread(thread: ThreadIndex): void {
  const isThere = app.getState().world.threads[thread] !== undefined;
  if (isThere) app.setState({ selection: { kind: 'thread', index: thread } });
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
    await advance((shown) => shown.run(RUN_LIMIT, until));
  });

/** Does a step do what is waited for? */
function meets(run: StepRun, step: number, until: Until): boolean {
  if (step < 0) return false;
  if (until.kind === 'thread') return run.threadAt(step) === until.thread;
  const { trace } = run;
  const end = run.eventsAfter(step + 1);
  for (let seq = run.eventsAfter(step); seq < end; seq++) {
    if (until.kind === 'object' && trace.object(seq) === until.object) return true;
    if (until.kind !== 'breakpoints') continue;
    if (until.lines.includes(trace.line(seq))) return true;
    if (until.objects.includes(trace.object(seq))) return true;
  }
  return false;
}

export function togglePlaying(): void {
  if (steps.getState().isPlaying) pause();
  else play();
}

export function play(): void {
  const branch = shownBranch();
  const { step, stepCount } = steps.getState();
  if (branch === undefined) return;
  if (step === stepCount && isOver()) goToStep(0);
  steps.setState({ isPlaying: true });
  tickIn(0);
}

function tickIn(wait: Ms): void {
  clearTimeout(timer);
  timer = setTimeout(() => void inTurn(tick), wait);
}

/** Has the main process exited at the cursor? */
const isOver = (): boolean => app.getState().world.processes[0]?.exitCode !== undefined;

export function pause(): void {
  forgetWaiting();
  stopPlaying();
}

/** Nothing more of what was asked for is done; true if there was anything. */
function drop(): boolean {
  const { isPlaying, isBusy } = steps.getState();
  if (isPlaying) return false;
  const hasForgotten = forgetWaiting();
  stopPlaying();
  return hasForgotten || isBusy;
}

/** A long stretch that is under way ends soon. */
function stopPlaying(): void {
  clearTimeout(timer);
  isHeldForLine = false;
  const { isPlaying, isBusy } = steps.getState();
  if (isPlaying) steps.setState({ isPlaying: false });
  if (isBusy) shownBranch()?.run.halt();
}

/** Does something to the shown branch, after what was asked for before. */
function ask(act: (branch: Branch) => void | Promise<void>): Promise<void> {
  stopPlaying();
  return inTurn(() => {
    const branch = shownBranch();
    // Another run is being opened.
    if (branch === undefined || steps.getState().isBusy) return undefined;
    return act(branch);
  });
}

async function tick(): Promise<void> {
  const began = performance.now();
  const { step: before, stepCount, isPlaying: isWanted } = steps.getState();
  if (!isWanted) return;
  if (before < stepCount) goToStep(before + 1);
  else await advance((run) => run.run(1, breakpoints()));
  const branch = shownBranch();
  const { isPlaying, step, end, rate } = steps.getState();
  if (!isPlaying || branch === undefined) return;
  const isLast = step === branch.run.stepCount && end !== undefined && end !== 'limit';
  const isMet = before < stepCount && meets(branch.run, step - 1, breakpoints());
  if (isLast || isMet) {
    stopPlaying();
    isHeldForLine = isLast && end === 'input';
  } else tickIn(Math.max(0, 1000 / rate - (performance.now() - began)));
}

/** Works out further steps of the shown branch. */
async function advance(act: (run: StepRun) => Promise<StepEnd>): Promise<void> {
  app.setState({ cursor: live });
  const branch = await takeOver();
  if (branch === undefined) return;
  const end = await attempt(() => act(branch.run));
  if (end !== undefined) steps.setState({ end });
  showNow();
  revealEdge(branch.run.trace);
  followCursor();
}

function breakpoints(): Until {
  const { breakLines: lines } = app.getState();
  return { kind: 'breakpoints', lines, objects: steps.getState().breakObjects };
}

/** Who chooses from the last step on. */
export function setStrategy(strategy: StrategyChoice): void {
  pause();
  steps.setState({ strategy, end: undefined });
}

export function setTimed(timed: boolean): void {
  pause();
  steps.setState({ timed });
  void begin();
}

export function setRate(rate: number): void {
  steps.setState({ rate: Math.max(rateRange.min, Math.min(rateRange.max, rate)) });
}

/** Stops playing at every event about an object, or no longer. Holds for this run. */
export function toggleBreakObject(object: ObjectIndex): void {
  const { breakObjects } = steps.getState();
  const kept = breakObjects.filter((known) => known !== object);
  const isNew = kept.length === breakObjects.length;
  steps.setState({ breakObjects: isNew ? [...breakObjects, object] : kept });
}

/** Shows a branch, at the step where it parts from another if that is said. */
export function switchBranch(id: number, step?: number): void {
  pause();
  const branch = steps.getState().branches.find((known) => known.id === id);
  if (branch === undefined) return;
  showBranch(branch, step === undefined ? { kind: 'end' } : { kind: 'step', step });
}

export function toggleComparing(): void {
  steps.setState(({ isComparing }) => ({ isComparing: !isComparing }));
}

const ignore = (promise: Promise<void>): void => void promise;

/** A run of another scenario or from a link has no use for the breakpoints of the last. */
async function start(link?: StepLink): Promise<void> {
  pause();
  const { scenario } = app.getState();
  if (scenario !== startedScenario) app.setState({ breakLines: [] });
  startedScenario = scenario;
  steps.setState({ breakObjects: [] });
  const wantsToPlay = openAsAsked();
  if (link === undefined) {
    await begin();
    await learnVersion(scenario);
  } else await openStepLink(link);
  const plays = wantsToPlay && (link?.opensItself ?? true);
  if (plays && app.getState().mode === 'step') play();
}

export const stepMode: StepMode = {
  start,
  async record() {
    pause();
    await record();
    await learnVersion(app.getState().scenario);
  },
  leave() {
    pause();
    leave();
  },
  forward: () => ignore(forward()),
  back: () => ignore(back()),
  toStart,
  toEnd: () => ignore(toEnd()),
  togglePlaying,
  pause,
  play,
  drop,
  take: (thread) => ignore(take(thread)),
  takeLine: (thread) => ignore(takeLine(thread)),
  type: (terminal, line) => ignore(type(terminal, line)),
  link: stepLink,
};
