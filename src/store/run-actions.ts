/** What the reader can do to a run. */
import type { ParamValue, ParamValues, Scenario } from '../scenarios/scenario.ts';
import { defaultsOf, readParams } from '../scenarios/params.ts';
import { findScenario, scenarios } from '../scenarios/registry.ts';
import { bug } from '../base/bug.ts';
import type { TypedLine } from '../base/typed-line.ts';
import type { ObjectIndex } from '../base/units.ts';
import type { RunStatus } from '../engines/run.ts';
import { speedRange, type Mode, type TransportWish } from '../share/link.ts';
import { app, emptyWorld } from './app-state.ts';
import { cursorAtCount, cursorAtTime, live, type Cursor } from './cursor.ts';
import type { Engine, EngineFactory } from './engine.ts';
import { awaitTime } from './frame-loop.ts';
import { dismiss, messageOf, notify } from './notices.ts';
import { nothing } from './selection.ts';
import { Session } from './session.ts';
import { stepMode, withStepMode, type StepLink } from './step-port.ts';

/** Dragging a slider restarts at once, and then no more often than this. */
const RESTART_INTERVAL_MS = 150;

let createEngine: EngineFactory = () => bug('no engine was given');
let engine: Engine | undefined;
/** Settles once the run that was asked for last is on the page. */
let started: Promise<void> = Promise.resolve();
let restartTimer: ReturnType<typeof setTimeout> | undefined;
/** The mode before a scenario opened in step mode by itself. */
let modeBefore: Mode | undefined;
let restartedAt = Number.NEGATIVE_INFINITY;

export function provideEngines(factory: EngineFactory): void {
  createEngine = factory;
}

/** Resolves once the run that was asked for last is on the page, or could not be made. */
export const whenStarted = (): Promise<void> => started;

export interface OpenOptions {
  /** Checked and completed with defaults. */
  readonly params?: ParamValues;
  readonly seed?: number;
  readonly paused?: boolean;
  /** Default: as the page is. */
  readonly mode?: Mode;
  /** In step mode: the run to be shown. Default: one that stands at its start. */
  readonly steps?: StepLink;
}

/** Opens a scenario and starts it. */
export function openScenario(id: string, options: OpenOptions = {}): void {
  const scenario = findScenario(id) ?? bug(`no scenario called ${id}`);
  const params = readParams(scenario.params, options.params).values;
  const { seed } = app.getState();
  const mode = modeFor(scenario, options.mode);
  app.setState({ scenario: id, params, seed: options.seed ?? seed, mode });
  start(options.paused ?? false, options.steps);
}

/** Some scenarios open in step mode; the next one is shown in the mode that the reader had before. */
function modeFor({ opens }: Scenario, asked: Mode | undefined): Mode {
  const { mode } = app.getState();
  if (asked !== undefined) modeBefore = undefined;
  else if (opens !== undefined) modeBefore ??= mode;
  const next = asked ?? (opens === undefined ? (modeBefore ?? mode) : 'step');
  if (opens === undefined) modeBefore = undefined;
  return next;
}

/** Runs the program anew in the other mode. */
export function setMode(mode: Mode): void {
  if (mode === app.getState().mode) return;
  modeBefore = undefined;
  app.setState({ mode });
  start(false);
}

export function switchMode(): void {
  setMode(isStepping() ? 'live' : 'step');
}

/** From live to step: the run that is on the page, at the same instant, to be stepped through. */
export function stepThrough(): void {
  const { session, mode } = app.getState();
  if (session === undefined || mode === 'step') return;
  session.run.pause();
  app.setState({ mode: 'step' });
  started = withStepMode((steps) => steps.record());
}

/** Restarts by the seed given. */
export function setSeed(seed: number): void {
  app.setState({ seed });
  restart();
}

export const isStepping = (): boolean => app.getState().mode === 'step';

export function setParam(name: string, value: ParamValue): void {
  const { scenario, params } = app.getState();
  const table = findScenario(scenario)?.params ?? {};
  app.setState({ params: readParams(table, { ...params, [name]: value }).values });
  clearTimeout(restartTimer);
  const wait = restartedAt + RESTART_INTERVAL_MS - performance.now();
  if (wait <= 0) restart();
  else restartTimer = setTimeout(restart, wait);
}

export function resetParams(): void {
  const table = findScenario(app.getState().scenario)?.params ?? {};
  app.setState({ params: defaultsOf(table) });
  restart();
}

/** From the start, with the same params and seed. A paused run starts again running: a restart is meant to show something. */
export function restart(): void {
  start(false);
}

export function play(): void {
  if (isStepping()) {
    stepMode()?.play();
    return;
  }
  const { session, status } = app.getState();
  if (session === undefined || status === 'ended') {
    restart();
    return;
  }
  session.run.resume();
  app.setState({ cursor: live });
}

export function pause(): void {
  if (isStepping()) stepMode()?.pause();
  else app.getState().session?.run.pause();
}

/** Whether the play button offers to pause. */
export function isPlaying(status: RunStatus): boolean {
  return status === 'running' || status === 'starting';
}

export function togglePlaying(): void {
  if (isStepping()) stepMode()?.togglePlaying();
  else if (isPlaying(app.getState().status)) pause();
  else play();
}

/** The reader types a line at a terminal, or with null ends its input. The program goes on to read it. */
export function typeLine(terminal: ObjectIndex, line: TypedLine): void {
  if (isStepping()) {
    stepMode()?.type(terminal, line);
    return;
  }
  const { session, status } = app.getState();
  if (session === undefined || status === 'ended') return;
  session.run.type(terminal, line);
  play();
}

export function stop(): void {
  app.getState().session?.run.stop();
}

/** @param factor kept within 0.1 to 20 */
export function setSpeed(factor: number): void {
  const speed = Math.max(speedRange.min, Math.min(speedRange.max, factor));
  app.setState({ speed });
  app.getState().session?.run.setSpeed(speed);
}

/** Starts again over another transport. */
export function setTransport(wish: TransportWish): void {
  if (wish === app.getState().transportWish && engine !== undefined) return;
  app.getState().session?.run.stop();
  engine?.dispose();
  engine = undefined;
  app.setState({ transportWish: wish });
  if (app.getState().session !== undefined) restart();
}

export function goLive(): void {
  if (isStepping()) stepMode()?.toEnd();
  else app.setState({ cursor: live });
}

/** Shows the state at an instant of program time; at or beyond the live edge of a run that goes on, follows it. */
export function moveToTime(time: number): void {
  const { session } = app.getState();
  if (session !== undefined) app.setState({ cursor: cursorAtTime(session.trace, time) });
}

/** Shows the state after the first `count` events. */
export function moveToCount(count: number): void {
  const { session } = app.getState();
  if (session !== undefined) app.setState({ cursor: cursorAtCount(session.trace, count) });
}

/**
 * One event on (1) or back (-1). Stepping on from the last event follows the live edge again. In step mode, one step of
 * a thread.
 */
export function stepBy(step: 1 | -1): void {
  if (isStepping()) {
    if (step === 1) stepMode()?.forward();
    else stepMode()?.back();
    return;
  }
  const { session, cursor } = app.getState();
  if (session === undefined) return;
  const count = cursor.kind === 'past' ? cursor.count : session.trace.length;
  if (step === 1 && count >= session.trace.length) goLive();
  else moveToCount(count + step);
}

export function goToStart(): void {
  if (isStepping()) stepMode()?.toStart();
  else moveToCount(0);
}

function start(paused: boolean, link?: StepLink): void {
  clearTimeout(restartTimer);
  awaitTime(undefined);
  restartedAt = performance.now();
  if (isStepping()) {
    app.getState().session?.run.stop();
    started = withStepMode((steps) => steps.start(link));
    return;
  }
  stepMode()?.leave();
  const { scenario, params, seed, speed, transportWish } = app.getState();
  const { threads } = findScenario(scenario) ?? bug(`no scenario called ${scenario}`);
  try {
    engine ??= createEngine({ transport: transportWish, onFailure: reportFailure });
    const options = { threads: threads(params), seed, speed, paused };
    const run = engine.start(scenario, params, options);
    showSession(new Session(scenario, params, run));
  } catch (error) {
    notify({ kind: 'engine', message: messageOf(error) });
  }
}

/** Lets step mode stop at lines of the program that runs, or no longer. */
export function toggleBreak(lines: readonly number[]): void {
  const { breakLines } = app.getState();
  const others = breakLines.filter((line) => !lines.includes(line));
  app.setState({ breakLines: others.length < breakLines.length ? others : [...others, ...lines] });
}

/** Puts another run on the page. */
export function showSession(session: Session, cursor: Cursor = live): void {
  dismiss('engine');
  dismiss('full');
  app.setState({
    session,
    transport: session.run.transport,
    status: session.run.status,
    // What is shown must belong to the trace that it is read with.
    world: session.trace.length === 0 ? emptyWorld : session.worldAt(cursor),
    eventCount: session.trace.length,
    cursor,
    movers: [],
    taker: -1,
    selection: nothing,
  });
}

function reportFailure(report: string): void {
  notify({ kind: 'engine', message: report });
}

/** The scenario that an empty page opens on: the first of the gallery that is the traffic light, else the first. */
export function firstScenario(): string {
  return (findScenario('traffic-light') ?? scenarios[0] ?? bug('there are no scenarios')).id;
}
