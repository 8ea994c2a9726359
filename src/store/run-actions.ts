/** What the reader can do to a run: open a program, choose its mode, its params and its seed, and play it. */
import type { ParamValue, ParamValues } from '../base/param-values.ts';
import { bug } from '../base/bug.ts';
import type { TypedLine } from '../base/typed-line.ts';
import type { ObjectIndex } from '../base/units.ts';
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
import { begin, isAtRest, modesOf, player } from './players.ts';
import { isSameProgram, scenarioOf } from './program.ts';
import type { Session } from './session.ts';

/** Dragging a slider restarts at once, and then no more often than this. */
const RESTART_INTERVAL_MS = 150;

/** Settles once the run that was asked for last is on the page. */
let started: Promise<void> = Promise.resolve();
let restartTimer: ReturnType<typeof setTimeout> | undefined;
/** The mode before a program opened in another one by itself. */
let modeBefore: PlayMode | undefined;
let restartedAt = Number.NEGATIVE_INFINITY;

/** Resolves once the run that was asked for last is on the page, or could not be made. */
export const whenStarted = (): Promise<void> => started;

/** A program comes that is shown and not begun: that is what was asked for last. */
export function arriving(arrival: Promise<void>): void {
  started = arrival.catch((error: unknown) => notify({ kind: 'load', message: messageOf(error) }));
}

export interface OpenOptions {
  readonly seed?: number;
  readonly paused?: boolean;
  /** Default: as the page is. */
  readonly mode?: Mode;
  /** In step mode: the run to be shown. Default: one that stands at its start. */
  readonly steps?: StepLink;
  /** The recorded run, where all of it has been taken in before the program is opened. */
  readonly session?: Session;
}

/** Opens a scenario and starts it. `params` are checked and completed with defaults. */
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

/** Opens a program and starts it. Breakpoints, notes and lessons are those of a program: another has no use for them. */
export function openProgram(program: Program, options: OpenOptions = {}): void {
  const { seed, program: before, breakpoints, words } = app.getState();
  const isSame = isSameProgram(program, before);
  // The reader's own stays what it is, however often it is changed and run: others come by putFiles.
  const isOwn = program.kind === 'files' && before.kind === 'files';
  app.setState({
    program,
    seed: options.seed ?? seed,
    mode: modeFor(program, options.mode),
    breakpoints: isSame ? breakpoints : [],
    words: isSame || isOwn ? words : noWords,
  });
  start({ paused: options.paused ?? false, link: options.steps, session: options.session });
}

/** Some programs open in a mode of their own; the next one is shown in the mode that the reader had before. */
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

/** Runs the program anew in the other mode. */
export function setMode(mode: Mode): void {
  const { mode: shown, program } = app.getState();
  if (mode === shown || !modesOf(program.kind).includes(mode)) return;
  modeBefore = undefined;
  app.setState({ mode });
  restart();
}

/** What was explored last, for when it is opened again. */
let lastWish: ExploreWish = exploreDefaults;

/** Opens the explorer, or closes it. */
export function toggleExploring(): void {
  const { exploring } = app.getState();
  if (exploring !== undefined) lastWish = exploring;
  app.setState({ exploring: exploring === undefined ? lastWish : undefined });
}

export function switchMode(): void {
  setMode(app.getState().mode === 'live' ? 'step' : 'live');
}

/** From live to step: the run that is on the page, at the same instant, to be stepped through. */
export function stepThrough(): void {
  const { session, cursor, mode, program } = app.getState();
  if (session === undefined || mode === 'step' || !modesOf(program.kind).includes('step')) return;
  player()?.pause();
  app.setState({ mode: 'step' });
  started = begin({ paused: false, through: { session, cursor } });
}

/** Restarts by the seed given. */
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

/** Settings that go together, all others as they come. */
export function setParams(values: ParamValues = {}): void {
  const { program } = app.getState();
  if (program.kind !== 'scenario') return;
  const params = readParams(scenarioOf(program)?.params ?? {}, values).values;
  app.setState({ program: { ...program, params } });
  restart();
}

/**
 * From the start, with the same params and seed. A paused run starts again running: a restart is meant to show something.
 * A program that is shown and has not run stays as it is: nobody's code begins before the reader says so.
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

export const play = (): void => player()?.play();

export const pause = (): void => player()?.pause();

export function togglePlaying(): void {
  if (player()?.isPlaying() === true) pause();
  else play();
}

/** The reader types a line at a terminal, or with null ends its input. The program goes on to read it. */
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

/** Starts again over another transport. */
export function setTransport(wish: TransportWish): void {
  const { transportWish, session } = app.getState();
  if (wish === transportWish) return;
  app.setState({ transportWish: wish });
  if (session !== undefined) restart();
}

/** To the newest there is; in step mode, from there on to the program's end. */
export const goLive = (): void => player()?.to('end');

export const goToStart = (): void => player()?.to('start');

/** One on (1) or back (-1): an event, or in step mode the step of a thread. */
export function stepBy(step: 1 | -1): void {
  if (step === 1) player()?.step();
  else player()?.back();
}

/** Lets step mode stop at lines of the program, or no longer. */
export function toggleBreak(lines: readonly SourceLine[]): void {
  const { breakpoints } = app.getState();
  const isMeant = (known: SourceLine) =>
    lines.some(({ source, line }) => source === known.source && line === known.line);
  const others = breakpoints.filter((known) => !isMeant(known));
  const isOff = others.length < breakpoints.length;
  app.setState({ breakpoints: isOff ? others : [...others, ...lines] });
}

/** The scenario that an empty page opens on: the first of the gallery that is the traffic light, else the first. */
export function firstScenario(): string {
  return (findScenario('traffic-light') ?? scenarios[0] ?? bug('there are no scenarios')).id;
}
