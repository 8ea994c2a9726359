/** The reader's actions on a run: open a program, choose its mode, its params and its seed, and play it. */
import type { ParamValue, ParamValues } from '../base/param-values.ts';
import { bug } from '../base/bug.ts';
import type { TypedLine } from '../base/typed-line.ts';
import type { ObjectIndex, ThreadIndex } from '../base/units.ts';
import type { Program } from '../engines/program.ts';
import type { SourceLine } from '../engines/step-run.ts';
import { readParams } from '../scenarios/params.ts';
import { findScenario, scenarios } from '../scenarios/registry.ts';
import {
  exploreDefaults,
  speedRange,
  type ExploreWish,
  type Mode,
  type TransportWish,
} from '../share/link.ts';
import { app, noWords } from './app-state.ts';
import { awaitTime } from './frame-loop.ts';
import { messageOf, notify } from './notices.ts';
import type { PlayerStart, PlayMode, StepLink } from './player.ts';
import { ask, begin, isAtRest, modesOf, player } from './players.ts';
import { isSameProgram, scenarioOf } from './program.ts';
import type { Session } from './session.ts';

/** Dragging a slider restarts at once, then at most once in this interval. */
const RESTART_INTERVAL_MS = 150;

/** Settles once the last requested run is on the page. */
let started: Promise<void> = Promise.resolve();
let restartTimer: ReturnType<typeof setTimeout> | undefined;
/** The mode before a program opened in its own mode. */
let modeBefore: PlayMode | undefined;
let restartedAt = Number.NEGATIVE_INFINITY;

/** Resolves once the last requested run is on the page, or could not be made. */
export const whenStarted = (): Promise<void> => started;

/** A program is about to be shown without starting: it counts as the last request. */
export function arriving(arrival: Promise<void>): void {
  started = arrival.catch((error: unknown) => notify({ kind: 'load', message: messageOf(error) }));
}

export interface OpenOptions {
  readonly seed?: number;
  readonly paused?: boolean;
  /** Default: the present mode. */
  readonly mode?: Mode;
  /** In step mode: the run to show. Default: a run at its start. */
  readonly steps?: StepLink;
  /** The recorded run, if it has been read in before the program is opened. */
  readonly session?: Session;
}

/** Opens a scenario and starts it. `params` are validated and completed with defaults. */
export function openScenario(
  id: string,
  { params, ...options }: OpenOptions & { readonly params?: ParamValues } = {},
): void {
  const scenario = findScenario(id) ?? bug(`no scenario called ${id}`);
  openProgram(
    { kind: 'scenario', id, params: readParams(scenario.params, params).values },
    options,
  );
}

/** Opens a program and starts it. Breakpoints, notes and lessons belong to one program and are dropped. */
export function openProgram(program: Program, options: OpenOptions = {}): void {
  const { seed, program: before, breakpoints, words } = app.getState();
  const isSame = isSameProgram(program, before);
  // The user's own program keeps its identity however often it is changed and run: others arrive through putFiles.
  const isOwn = program.kind === 'files' && before.kind === 'files';
  app.setState({
    program,
    seed: options.seed ?? seed,
    mode: modeFor(program, options.mode),
    breakpoints: isSame || isOwn ? breakpoints : [],
    words: isSame || isOwn ? words : noWords,
  });
  start({ paused: options.paused ?? false, link: options.steps, session: options.session });
}

/** Some programs open in a mode of their own; the next program gets the reader's previous mode. */
function modeFor(program: Program, asked: Mode | undefined): PlayMode {
  const { mode } = app.getState();
  const [only, ...others] = modesOf(program.kind);
  const home =
    scenarioOf(program)?.opens !== undefined ? 'step' : others.length === 0 ? only : undefined;
  if (asked !== undefined) modeBefore = undefined;
  else if (home !== undefined) modeBefore ??= mode;
  const next = asked ?? home ?? modeBefore ?? mode;
  if (home === undefined) modeBefore = undefined;
  return next;
}

/** Restarts the program in the other mode. */
export function setMode(mode: Mode): void {
  const { mode: shown, program } = app.getState();
  if (mode === shown || !modesOf(program.kind).includes(mode)) return;
  modeBefore = undefined;
  app.setState({ mode });
  restart();
}

/** Settings of the last exploration, for reopening. */
let lastWish: ExploreWish = exploreDefaults;

/** Opens or closes the explorer. */
export function toggleExploring(): void {
  const { exploring } = app.getState();
  if (exploring !== undefined) lastWish = exploring;
  app.setState({ exploring: exploring === undefined ? lastWish : undefined });
}

export function switchMode(): void {
  setMode(app.getState().mode === 'live' ? 'step' : 'live');
}

/** From live to step: the page's run, at the same instant, to be stepped through. */
export function stepThrough(): void {
  const { session, cursor, mode, program } = app.getState();
  if (session === undefined || mode === 'step' || !modesOf(program.kind).includes('step')) return;
  player()?.pause();
  app.setState({ mode: 'step' });
  started = begin({ paused: false, through: { session, cursor } });
}

/** Restarts with this seed. */
export function setSeed(seed: number): void {
  app.setState({ seed });
  restart();
}

export function setParam(name: string, value: ParamValue): void {
  const { program } = app.getState();
  if (program.kind !== 'scenario') return;
  const table = scenarioOf(program)?.params ?? {};
  const params = readParams(table, { ...program.params, [name]: value }).values;
  app.setState({ program: { ...program, params } });
  clearTimeout(restartTimer);
  const wait = restartedAt + RESTART_INTERVAL_MS - performance.now();
  if (wait <= 0) restart();
  else restartTimer = setTimeout(restart, wait);
}

/** Applies a preset; all other params have their defaults. */
export function setParams(values: ParamValues = {}): void {
  const { program } = app.getState();
  if (program.kind !== 'scenario') return;
  const params = readParams(scenarioOf(program)?.params ?? {}, values).values;
  app.setState({ program: { ...program, params } });
  restart();
}

/**
 * Restarts with the same params and seed. A paused run restarts running, so that something is seen. A program that is
 * shown and has not run is not started: code never runs before the reader presses Run.
 */
export function restart(): void {
  if (!isAtRest()) start({ paused: false });
}

function start(options: PlayerStart): void {
  clearTimeout(restartTimer);
  awaitTime(undefined);
  restartedAt = performance.now();
  started = begin(options);
}

export const play = (): void => ask((it) => it.play());

export const pause = (): void => ask((it) => it.pause());

export const togglePlaying = (): void => ask((it) => (it.isPlaying() ? it.pause() : it.play()));

/** The reader types a line at a terminal, or null for end of input. The program resumes to read it. */
export const typeLine = (terminal: ObjectIndex, line: TypedLine): void =>
  player()?.type(terminal, line);

export function stop(): void {
  app.getState().session?.run.stop();
}

/** @param factor kept within 0.1 to 20 */
export function setSpeed(factor: number): void {
  const speed = Math.max(speedRange.min, Math.min(speedRange.max, factor));
  app.setState({ speed });
  player()?.speed(speed);
}

/** Restarts over another transport. */
export function setTransport(wish: TransportWish): void {
  const { transportWish, session } = app.getState();
  if (wish === transportWish) return;
  app.setState({ transportWish: wish });
  if (session !== undefined) restart();
}

/** To the live edge; in step mode, from there on to the program's end. */
export const goLive = (): void => ask((it) => it.to('end'));

export const goToStart = (): void => ask((it) => it.to('start'));

/** Forward (1) or back (-1) by an event, or in step mode by a thread's step. */
export const stepBy = (step: 1 | -1): void => ask((it) => (step === 1 ? it.step() : it.back()));

/** In step mode: lets a thread take the next step. */
export const letThread = (thread: ThreadIndex): void => ask((it) => it.take(thread));

/** In step mode: lets a thread finish its line. */
export const takeLine = (thread?: ThreadIndex): void => ask((it) => it.takeLine(thread));

/** Sets breakpoints of step mode, or removes them. */
export function toggleBreak(lines: readonly SourceLine[]): void {
  const { breakpoints } = app.getState();
  const isMeant = (known: SourceLine) =>
    lines.some(({ source, line }) => source === known.source && line === known.line);
  const others = breakpoints.filter((known) => !isMeant(known));
  const isOff = others.length < breakpoints.length;
  app.setState({ breakpoints: isOff ? others : [...others, ...lines] });
}

/** The scenario of an empty page: the traffic light, else the first of the gallery. */
export function firstScenario(): string {
  return (findScenario('traffic-light') ?? scenarios[0] ?? bug('there are no scenarios')).id;
}
