/** Which engine runs which program, and the player that is in charge of the page. */
import { bug } from '../base/bug.ts';
import type { ProgramKind } from '../engines/program.ts';
import type { StepEngine } from '../engines/step-run.ts';
import { app } from './app-state.ts';
import type { ProgramExplorer } from './explore/program-explorer.ts';
import { messageOf, notify } from './notices.ts';
import type { Player, PlayerStart, PlayMode } from './player.ts';

/** One way to run a kind of program. The player is made, or fetched, when it is first wanted. */
export interface EngineRow {
  readonly program: ProgramKind;
  readonly mode: PlayMode;
  readonly player: () => Player | Promise<Player>;
  /** Who explores such a program: fetched, and made, when it is first wanted. */
  readonly explorer?: () => Promise<ProgramExplorer>;
  /** Loads what it takes before the first run is asked for. */
  readonly warm?: () => Promise<void>;
  /** An engine for runs beside the one on the page: fetched, and made, each time that it is wanted. */
  readonly aside?: () => Promise<StepEngine>;
}

let rows: readonly EngineRow[] = [];
const made = new Map<EngineRow, Player>();
let current: Player | undefined;
/** Counts what was begun: a player that comes late finds that another is wanted. */
let turn = 0;
/** The program on the page is shown, and runs once the reader says so. */
let rests = false;

/** `main.tsx` says which engines there are. */
export function provideEngines(given: readonly EngineRow[]): void {
  rows = given;
  made.clear();
  current = undefined;
  rests = false;
}

/** The player in charge; undefined before the first run. */
export const player = (): Player | undefined => current;

/** Who explores a kind of program, if anybody does. */
export const explorerOf = (program: ProgramKind): EngineRow['explorer'] =>
  rows.find((row) => row.program === program && row.explorer !== undefined)?.explorer;

/** Who makes runs beside the one on the page. */
export const asideOf = (program: ProgramKind): EngineRow['aside'] =>
  rows.find((row) => row.program === program && row.aside !== undefined)?.aside;

/** A program of that kind is about to run. Where it cannot be loaded, the run says so. */
export function warm(program: ProgramKind): void {
  for (const row of rows) if (row.program === program) row.warm?.().catch(() => undefined);
}

/** In which modes a kind of program can be run. */
export function modesOf(program: ProgramKind): readonly PlayMode[] {
  return rows.filter((row) => row.program === program).map(({ mode }) => mode);
}

/** Hands the page over to the player for its program and mode, which begins. */
export async function begin(start: PlayerStart): Promise<void> {
  const mine = ++turn;
  rests = false;
  const { program, mode } = app.getState();
  const row = rows.find((known) => known.program === program.kind && known.mode === mode);
  if (row === undefined) return bug(`nothing runs ${program.kind} in mode ${mode}`);
  const known = made.get(row);
  // A run that is to be gone through stays on the page until its steps are known.
  if (start.through === undefined && known !== current) handOver(undefined);
  try {
    const found = known ?? row.player();
    const next = found instanceof Promise ? await found : found;
    made.set(row, next);
    if (mine !== turn) return;
    handOver(next, start.through === undefined);
    await next.start(start);
  } catch (error) {
    notify({ kind: 'load', message: messageOf(error) });
  }
}

/** Nobody is in charge of the page until something begins. */
export function rest(): void {
  turn += 1;
  rests = true;
  handOver(undefined);
}

/** Whether the program on the page is only shown: what restarts a run has none to restart. */
export const isAtRest = (): boolean => rests;

function handOver(next: Player | undefined, leaves = true): void {
  if (current !== next && leaves) current?.leave();
  current = next;
}
