/** Step mode as the rest of the store sees it. Its code is fetched when it is first wanted. */
import { bug } from '../base/bug.ts';
import type { Ms, ObjectIndex, ThreadIndex } from '../base/units.ts';
import { app } from './app-state.ts';
import type { Scheduler } from '../share/link.ts';
import { messageOf, notify } from './notices.ts';

/** A run in step mode as a link says it. */
export interface StepLink {
  /** The schedule as a text; undefined for a run that stands at its start. */
  readonly run: string | undefined;
  /** What the program was when the link was made. */
  readonly program: string | undefined;
  /** Steps taken at the cursor; undefined for the last. */
  readonly step: number | undefined;
  readonly strategy: Scheduler;
  readonly timed: boolean;
  /** True: it is seen running, if the scenario wants that. */
  readonly opensItself?: boolean;
}

/** What a link carries of the steps of a run. */
export interface CarriedSteps {
  /** From the first on. */
  readonly carried: number;
  /** Steps of the run. */
  readonly total: number;
  /** How many of those carried a strategy chooses again, by the seed. */
  readonly chosen: number;
  /** How many of the first have their times rounded down to `unit`; then those of the others are exact. */
  readonly rounded: number;
  readonly unit: Ms;
}

export interface StepMode {
  /** Begins the scenario anew, as the state says, and stands before its first step. */
  start(link?: StepLink): Promise<void>;
  /** Replays the live run that is on the page, with the cursor where it is. */
  record(): Promise<void>;
  /** Gives back what it holds; the page goes on live. */
  leave(): void;
  forward(): void;
  back(): void;
  toStart(): void;
  /** To the last step there is; from there, on to the end of the program. */
  toEnd(): void;
  togglePlaying(): void;
  pause(): void;
  play(): void;
  /** Nothing more is done of what was asked for and not yet done; true if there was anything. */
  drop(): boolean;
  /** Lets a thread take the next step; where another took it, that makes a branch. One that cannot is pinned. */
  take(thread: ThreadIndex): void;
  /** Lets a thread take a whole line. Default: the pinned one, or else the one that moved last, if it can move. */
  takeLine(thread?: ThreadIndex): void;
  /** Types a line at a terminal as the next step; where another step was taken, that makes a branch. */
  type(terminal: ObjectIndex, line: string | null): void;
  /** The run as a link says it; whole, or as many of its steps as fit into one. */
  link(isWhole: boolean): StepLink & CarriedSteps;
}

type Loader = () => Promise<StepMode>;

let load: Loader = () => bug('no step mode was given');
let loaded: StepMode | undefined;

export function provideStepMode(loader: Loader): void {
  load = loader;
}

/** undefined until it has been fetched. */
export function stepMode(): StepMode | undefined {
  return loaded;
}

/** Does something with step mode as soon as it is there, if the page is still in it then. */
export async function withStepMode(act: (mode: StepMode) => Promise<void>): Promise<void> {
  try {
    loaded ??= await load();
  } catch (error) {
    notify({ kind: 'load', message: messageOf(error) });
    return;
  }
  if (app.getState().mode === 'step') await act(loaded);
}
