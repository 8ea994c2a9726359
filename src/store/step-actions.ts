/** What the reader can do in step mode. */
import type { ObjectIndex, ThreadIndex } from '../base/units.ts';
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
} from './step-mode.ts';
import { learnVersion, openStepLink, stepLink } from './step-link.ts';
import { openAsAsked } from './step-opening.ts';
import type { StepLink, StepMode } from './step-port.ts';
import type { StepEnd, StepRun, Until } from './step-run.ts';
import { revealEdge } from './timeline-port.ts';
import { shownBranch, steps, type StrategyChoice } from './step-state.ts';

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
export async function forward(): Promise<void> {
  const branch = shownBranch();
  const { step, stepCount, isBusy } = steps.getState();
  if (branch === undefined || isBusy) return;
  if (step < stepCount) goToStep(step + 1);
  else await advance((run) => run.step());
}

export function back(): void {
  pause();
  const { cursor } = app.getState();
  const branch = shownBranch();
  if (branch === undefined) return;
  const { step } = steps.getState();
  // Within a step, back is to where it began.
  const isInside = cursor.kind === 'past' && cursor.count > branch.run.eventsAfter(step);
  goToStep(isInside ? step : Math.max(0, step - 1));
}

export function toStart(): void {
  pause();
  goToStep(0);
}

/** To the last step there is; from there, to the end of the program, as far as the limit allows. */
export async function toEnd(): Promise<void> {
  pause();
  const { step, stepCount } = steps.getState();
  if (step < stepCount) goToStep(stepCount);
  else await advance((run) => run.run(RUN_LIMIT, breakpoints()));
}

/** Lets a thread take the next step; where another took it, that makes a branch. */
export async function take(thread: ThreadIndex): Promise<void> {
  pause();
  const branch = shownBranch();
  const { step, stepCount, isBusy } = steps.getState();
  if (branch === undefined || isBusy || !canTake(thread)) return;
  if (step === stepCount) await advance((run) => run.step(thread));
  else if (branch.run.threadAt(step) === thread) goToStep(step + 1);
  else {
    const known = steps
      .getState()
      .branches.find(({ run }) => agrees(run, branch.run, step, thread));
    if (known === undefined) await fork(step, (run) => run.step(thread));
    else showBranch(known, { kind: 'step', step: step + 1 });
  }
}

/** Lets a thread take steps until it stands at another line: a statement as a whole. As `take`, it may make a branch. */
export async function takeLine(thread: ThreadIndex): Promise<void> {
  pause();
  const branch = shownBranch();
  const { step, stepCount, isBusy } = steps.getState();
  if (branch === undefined || isBusy || !canTake(thread)) return;
  const act = (run: StepRun) => run.run(RUN_LIMIT, { kind: 'line', thread });
  const end = endOfLine(branch.run, step, thread);
  if (end !== undefined) goToStep(end);
  else if (step === stepCount) await advance(act);
  else await fork(step, act);
}

/** The step before which `thread` has gone on to another line, if it has done so with nobody in between. */
function endOfLine(run: StepRun, step: number, thread: ThreadIndex): number | undefined {
  const lineAt = (n: number) => run.trace.line(run.eventsAfter(n));
  let end = step;
  while (end < run.stepCount && run.threadAt(end) === thread && lineAt(end) === lineAt(step)) end++;
  if (end === step) return undefined;
  // Where it stands after these steps, its next one tells, whoever came in between.
  let next = end;
  while (next < run.stepCount && run.threadAt(next) !== thread) next++;
  return next < run.stepCount && lineAt(next) !== lineAt(step) ? end : undefined;
}

/** The reader types a line; where another step was taken, that makes a branch. */
export async function type(terminal: ObjectIndex, line: string | null): Promise<void> {
  const goesOn = steps.getState().isPlaying || isHeldForLine;
  pause();
  const branch = shownBranch();
  const { step, stepCount, isBusy } = steps.getState();
  if (branch === undefined || isBusy) return;
  const act = (run: StepRun) => run.typeLine({ terminal, line });
  if (step === stepCount) await advance(act);
  else await fork(step, act);
  if (goesOn) play();
}

export const canTake = (thread: ThreadIndex): boolean => app.getState().movers.includes(thread);

/** The same thread's step, or the same line typed at the same terminal. */
function isSameStep(run: StepRun, other: StepRun, step: number): boolean {
  if (run.threadAt(step) !== other.threadAt(step)) return false;
  if (run.threadAt(step) >= 0) return true;
  const [a, b] = [run.eventsAfter(step), other.eventsAfter(step)];
  return run.trace.text(a) === other.trace.text(b) && run.trace.object(a) === other.trace.object(b);
}

/** Did `run` take the first `step` steps of `other`, and then one of `thread`? */
function agrees(run: StepRun, other: StepRun, step: number, thread: ThreadIndex): boolean {
  if (run.stepCount <= step || run.threadAt(step) !== thread) return false;
  for (let n = 0; n < step; n++) if (!isSameStep(run, other, n)) return false;
  return true;
}

/** To the next step of the pinned thread, or the next event of the pinned object. */
export async function runToPinned(): Promise<void> {
  pause();
  const { selection } = app.getState();
  const branch = shownBranch();
  if (branch === undefined) return;
  const { run } = branch;
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
}

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
  clearTimeout(timer);
  timer = setTimeout(() => void tick(), 0);
}

/** Has the main process exited at the cursor? */
const isOver = (): boolean => app.getState().world.processes[0]?.exitCode !== undefined;

export function pause(): void {
  clearTimeout(timer);
  isHeldForLine = false;
  const { isPlaying, isBusy } = steps.getState();
  if (isPlaying) steps.setState({ isPlaying: false });
  if (isBusy) shownBranch()?.run.halt();
}

async function tick(): Promise<void> {
  const began = performance.now();
  const { step: before, stepCount } = steps.getState();
  if (before < stepCount) goToStep(before + 1);
  else await advance((run) => run.run(1, breakpoints()));
  const branch = shownBranch();
  const { isPlaying, step, end, rate } = steps.getState();
  if (!isPlaying || branch === undefined) return;
  const isLast = step === branch.run.stepCount && end !== undefined && end !== 'limit';
  const isMet = before < stepCount && meets(branch.run, step - 1, breakpoints());
  if (isLast || isMet) {
    pause();
    isHeldForLine = isLast && end === 'input';
  } else
    timer = setTimeout(() => void tick(), Math.max(0, 1000 / rate - (performance.now() - began)));
}

/** Works out further steps of the shown branch. */
async function advance(act: (run: StepRun) => Promise<StepEnd>): Promise<void> {
  const branch = await takeOver();
  if (branch === undefined) return;
  app.setState({ cursor: live });
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
    await record();
    await learnVersion(app.getState().scenario);
  },
  leave() {
    pause();
    leave();
  },
  forward() {
    pause();
    ignore(forward());
  },
  back,
  toStart,
  toEnd: () => ignore(toEnd()),
  togglePlaying,
  pause,
  play,
  take: (thread) => ignore(take(thread)),
  type: (terminal, line) => ignore(type(terminal, line)),
  link: stepLink,
};
