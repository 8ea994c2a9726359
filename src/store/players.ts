/** Table of engines by program and mode, and the active player. */
import { bug } from '../base/bug.ts';
import type { ProgramKind } from '../engines/program.ts';
import type { StepEngine } from '../engines/step-run.ts';
import { app } from './app-state.ts';
import type { ProgramExplorer } from './explore/program-explorer.ts';
import { messageOf, notify } from './notices.ts';
import type { Player, PlayerStart, PlayMode } from './player.ts';
import type { Session } from './session.ts';

/** One way to run a kind of program. The player is created, or loaded, on first use. */
export interface EngineRow {
  readonly program: ProgramKind;
  readonly mode: PlayMode;
  readonly player: () => Player | Promise<Player>;
  /** The explorer of such programs: loaded and created on first use. */
  readonly explorer?: () => Promise<ProgramExplorer>;
  /** Loads what the first run needs. */
  readonly warm?: () => Promise<void>;
  /** An engine for runs other than the page's: loaded and created on each request. */
  readonly aside?: () => Promise<StepEngine>;
}

let rows: readonly EngineRow[] = [];
const made = new Map<EngineRow, Player>();
let current: Player | undefined;
/** Request counter: a player that arrives late is dropped if another was requested. */
let turn = 0;
/** The page's program is shown, and runs when the reader presses Run. */
let rests = false;
/** While a run is being started: the page's run before it, and what is asked of it meanwhile, in order. */
let awaited:
  | { readonly before: Session | undefined; readonly asked: ((player: Player) => void)[] }
  | undefined;

/** `main.tsx` provides the table. */
export function provideEngines(given: readonly EngineRow[]): void {
  rows = given;
  made.clear();
  current = undefined;
  rests = false;
  awaited = undefined;
}

/** The active player; undefined before the first run. */
export const player = (): Player | undefined => current;

/** Acts on the active player. While a run is being started, acts once it is on the page; another start cancels that. */
export function ask(act: (player: Player) => void): void {
  if (awaitsRun()) awaited?.asked.push(act);
  else if (current !== undefined) {
    doAsked(current);
    act(current);
  }
}

/** Cancels pending requests; true if there were any. */
export function drop(): boolean {
  const hasAsked = (awaited?.asked.splice(0).length ?? 0) > 0;
  return current?.drop() === true || hasAsked;
}

/** Whether requests are pending: a repeating key waits for them. */
export const isBehind = (): boolean => awaitsRun() || current?.isBehind() === true;

const awaitsRun = (): boolean => awaited !== undefined && awaited.before === app.getState().session;

function doAsked(active: Player): void {
  for (const act of awaited?.asked.splice(0) ?? []) act(active);
}

/** The explorer of a kind of program, if any. */
export const explorerOf = (program: ProgramKind): EngineRow['explorer'] =>
  rows.find((row) => row.program === program && row.explorer !== undefined)?.explorer;

/** The engine for runs other than the page's. */
export const asideOf = (program: ProgramKind): EngineRow['aside'] =>
  rows.find((row) => row.program === program && row.aside !== undefined)?.aside;

/** A program of that kind is about to run. A failure to load is reported by the run. */
export function warm(program: ProgramKind): void {
  for (const row of rows) if (row.program === program) row.warm?.().catch(() => undefined);
}

/** Modes available for a kind of program. */
export function modesOf(program: ProgramKind): readonly PlayMode[] {
  return rows.filter((row) => row.program === program).map(({ mode }) => mode);
}

/** Activates the player for the page's program and mode, which starts. */
export async function begin(start: PlayerStart): Promise<void> {
  const mine = ++turn;
  rests = false;
  const { program, mode } = app.getState();
  const row = rows.find((known) => known.program === program.kind && known.mode === mode);
  if (row === undefined) return bug(`nothing runs ${program.kind} in mode ${mode}`);
  const known = made.get(row);
  awaitRun(true);
  // A run to be stepped through stays on the page until its steps are known.
  if (start.through === undefined && known !== current) handOver(undefined);
  try {
    const found = known ?? row.player();
    const next = found instanceof Promise ? await found : found;
    made.set(row, next);
    if (mine !== turn) return;
    handOver(next, start.through === undefined);
    await next.start(start);
    if (mine !== turn) return;
    // If there is no run, nothing can be asked of it.
    if (!awaitsRun()) doAsked(next);
    awaitRun(false);
  } catch (error) {
    if (mine === turn) awaitRun(false);
    notify({ kind: 'load', message: messageOf(error) });
  }
}

function awaitRun(isStarting: boolean): void {
  awaited = isStarting ? { before: app.getState().session, asked: [] } : undefined;
  app.setState({ isStarting });
}

/** Deactivates the player until the next start. */
export function rest(): void {
  turn += 1;
  rests = true;
  awaitRun(false);
  handOver(undefined);
}

/** Whether the page's program is only shown: there is no run to restart. */
export const isAtRest = (): boolean => rests;

function handOver(next: Player | undefined, leaves = true): void {
  if (current !== next && leaves) current?.leave();
  current = next;
}
