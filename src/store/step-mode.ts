/** Step mode: begins runs, and keeps what is told of them together with the cursor. */
import { bug } from '../base/bug.ts';
import type { Ms } from '../base/units.ts';
import type { StepSettings } from '../engines/model/host/protocol.ts';
import type { Schedule } from '../engines/model/schedule.ts';
import { app } from './app-state.ts';
import { cursorAtTime, live } from './cursor.ts';
import { showNow } from './frame-loop.ts';
import type { Program } from './follow-plan.ts';
import { dismiss, messageOf, notify } from './notices.ts';
import { showSession } from './run-actions.ts';
import { stepAxis } from '../timeline/axis.ts';
import type { Selection } from './selection.ts';
import { Session } from './session.ts';
import { keepPlace } from './timeline-port.ts';
import type { Opened, StepEnd, StepEngine, StepRun } from './step-run.ts';
import { initialStepState, isBeginningOf, shownBranch, steps, type Branch } from './step-state.ts';

/**
 * Least program time from one step of a thread to its next: long enough to be seen beside the sleeps of the scenarios,
 * too short to outlast them.
 */
const STEP_COST: Ms = 1;

/** What takes longer is told. */
const SLOW_MS: Ms = 200;

let createEngine: () => StepEngine = () => bug('no step engine was given');
let engine: StepEngine | undefined;
/** Counts what was begun: what comes late is not shown. */
let turn = 0;
let unfollow: (() => void) | undefined;
/** Settles once the standing that was asked for last is known. */
let asked: Promise<void> = Promise.resolve();

export function provideStepEngine(factory: () => StepEngine): void {
  createEngine = factory;
}

/** Where to stand once the run is there: after a number of steps, at an instant, or at its end. */
export type Place =
  | { readonly kind: 'step'; readonly step: number }
  | { readonly kind: 'time'; readonly time: Ms }
  | { readonly kind: 'end' };

/** Takes a run as far as it is to go. */
export type Open = (host: StepEngine, program: Program, settings: StepSettings) => Promise<Opened>;

export const along =
  (schedule?: Schedule): Open =>
  (host, { scenario, params }, settings) =>
    host.open(scenario, params, settings, schedule);

/** Begins the scenario anew. Default: before its first step. */
export async function begin(
  open: Open = along(),
  place: Place = { kind: 'end' },
  isVariation = false,
): Promise<void> {
  const { scenario, params, seed } = app.getState();
  const { strategy, timed } = steps.getState();
  halt();
  dismiss('schedule');
  const settings = { seed, strategy, timed, cost: STEP_COST };
  const opened = await attempt((host) => open(host, { scenario, params }, settings));
  if (opened === undefined) return;
  const session = new Session(scenario, params, opened.run, stepAxis(opened.run));
  session.advance();
  const branch = { id: 0, session, run: opened.run, strategy, from: undefined };
  steps.setState({ branches: [branch], end: undefined, isComparing: false });
  showBranch(branch, place, isVariation);
  tellMisfit(opened);
}

/**
 * Another run beside those that are kept: the first `step` steps of the shown one, then what `act` does. Where one that
 * is kept went that way, it is shown instead; where one ended on that way, it goes on.
 */
export async function fork(step: number, act: (run: StepRun) => Promise<StepEnd>): Promise<void> {
  const from = shownBranch();
  if (from === undefined) return;
  const { scenario, params, seed } = app.getState();
  const { strategy, timed, branches } = steps.getState();
  halt();
  const opened = await attempt(async (host) => {
    const { shorten } = await import('../engines/model/schedule.ts');
    const start = shorten(from.run.schedule(), step);
    const made = await host.open(
      scenario,
      params,
      { seed, strategy, timed, cost: STEP_COST },
      start,
      from.run.stretches(),
    );
    await act(made.run);
    return made;
  });
  if (opened === undefined) return;
  const session = new Session(scenario, params, opened.run, stepAxis(opened.run));
  session.advance();
  const known = branches.find(({ run }) => isBeginningOf(opened.run, run));
  if (known !== undefined) {
    showBranch(known, { kind: 'step', step: opened.run.stepCount });
    return;
  }
  const shorter = branches.find(
    ({ run }) => run.stepCount > step && isBeginningOf(run, opened.run),
  );
  const id = shorter?.id ?? Math.max(...branches.map((branch) => branch.id)) + 1;
  const parting = { from: shorter === undefined ? { id: from.id, step } : shorter.from };
  const branch: Branch = { id, session, run: opened.run, strategy, ...parting };
  const others = branches.filter((other) => other !== shorter);
  steps.setState({ branches: [...others, branch].toSorted((a, b) => a.id - b.id), end: undefined });
  shorter?.run.stop();
  showBranch(branch, { kind: 'end' });
}

/** The shown branch, where another strategy is to take over from its last step. */
export async function takeOver(): Promise<Branch | undefined> {
  const branch = shownBranch();
  const { strategy, timed } = steps.getState();
  if (branch === undefined || branch.strategy === strategy) return branch;
  const { scenario, params, seed } = app.getState();
  const opened = await attempt((host) =>
    host.open(
      scenario,
      params,
      { seed, strategy, timed, cost: STEP_COST },
      branch.run.schedule(),
      branch.run.stretches(),
    ),
  );
  if (opened === undefined) return undefined;
  const { run } = opened;
  const session = new Session(scenario, params, run, stepAxis(run));
  session.advance();
  const again: Branch = { ...branch, session, run, strategy };
  const { branches } = steps.getState();
  steps.setState({ branches: branches.map((known) => (known === branch ? again : known)) });
  branch.run.stop();
  showBranch(again, { kind: 'end' });
  return again;
}

/** `isVariation`: of the run that is on the page, so that what is looked at stays where it is. */
export function showBranch(branch: Branch, place: Place, isVariation = true): void {
  unfollow ??= app.subscribe((state, before) => {
    const isSame =
      state.cursor === before.cursor &&
      state.session === before.session &&
      state.eventCount === before.eventCount;
    if (!isSame) followCursor();
  });
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

function cursorAt(run: StepRun, place: Place) {
  switch (place.kind) {
    case 'end':
      return live;
    case 'time':
      return place.time >= run.trace.endTime ? live : cursorAtTime(run.trace, place.time);
    case 'step':
      return cursorAtStep(run, place.step);
  }
}

export function cursorAtStep(run: StepRun, step: number) {
  if (step >= run.stepCount) return live;
  const count = run.eventsAfter(Math.max(0, step));
  return { kind: 'past', count, time: count === 0 ? 0 : run.trace.time(count - 1) } as const;
}

/** The step that the page shows is the one that the cursor is in. */
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
  if (before.standing?.step !== step || before.standing.of !== run) asked = askStanding(run, step);
}

/** Resolves once it is known who can move at the cursor. */
export const whenStanding = (): Promise<void> => asked;

async function askStanding(run: StepRun, step: number): Promise<void> {
  const standing = await run.standing(step).catch(reportFailure);
  if (standing === undefined || shownBranch()?.run !== run || steps.getState().step !== step)
    return;
  steps.setState({ standing: { ...standing, of: run } });
  app.setState({
    movers: standing.choices.map(({ thread }) => thread),
    taker: step < run.stepCount ? run.threadAt(step) : -1,
  });
}

/** Ends what is under way, so that nothing of it shows any more. */
export function halt(): void {
  turn += 1;
  shownBranch()?.run.halt();
  steps.setState({ isPlaying: false, isBusy: false, isSlow: false });
}

/** Does something that takes a while; undefined if it failed, or something else was begun meanwhile. */
export async function attempt<T>(act: (host: StepEngine) => Promise<T>): Promise<T | undefined> {
  const mine = ++turn;
  steps.setState({ isBusy: true });
  const slow = setTimeout(() => mine === turn && steps.setState({ isSlow: true }), SLOW_MS);
  try {
    engine ??= createEngine();
    const result = await act(engine);
    return mine === turn ? result : undefined;
  } catch (error) {
    if (mine === turn) reportFailure(error);
    return undefined;
  } finally {
    clearTimeout(slow);
    if (mine === turn) steps.setState({ isBusy: false, isSlow: false });
  }
}

function reportFailure(error: unknown): undefined {
  notify({ kind: 'engine', message: messageOf(error) });
}

function tellMisfit({ misfit, run }: Opened): void {
  if (misfit === undefined) return;
  notify({ kind: 'schedule', problem: { kind: misfit.why, step: run.stepCount } });
}

export function leave(): void {
  halt();
  unfollow?.();
  unfollow = undefined;
  engine?.dispose();
  engine = undefined;
  const { strategy, timed, rate } = steps.getState();
  steps.setState({ ...initialStepState, strategy, timed, rate });
  app.setState({ movers: [], taker: -1 });
}

/** The run that is on the page live, replayed. */
export async function record(): Promise<void> {
  const { session, cursor, scenario, params, seed } = app.getState();
  if (session === undefined) return;
  const time = cursor.kind === 'past' ? cursor.time : session.edge();
  const recorded = await attempt((host) => host.record(scenario, params, seed, session.trace));
  session.run.stop();
  if (recorded === undefined) return;
  await begin(along(recorded.schedule), { kind: 'time', time }, true);
  const { departure } = recorded;
  if (departure !== undefined) {
    notify({ kind: 'schedule', problem: { kind: departure.why, step: departure.step } });
  }
}
