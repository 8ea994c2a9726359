/**
 * What the reader can do with the run on the page. Live, stepped and recorded runs each have a player; the rest of the
 * store does not ask which it is.
 */
import type { ThreadIndex, ObjectIndex } from '../base/units.ts';
import type { TypedLine } from '../base/typed-line.ts';
import type { CarriedSteps } from '../engines/step-run.ts';
import type { Mode, Scheduler } from '../share/link.ts';
import type { Cursor } from './cursor.ts';
import type { Session } from './session.ts';

/** live: on Workers, in real time. step: under a scheduler, one step at a time. recorded: nothing runs. */
export type PlayMode = Mode | 'recorded';

/** A run in step mode as a link says it. */
export interface StepLink {
  /** The steps as a text; undefined for a run that stands at its start. */
  readonly run: string | undefined;
  /** What the program was when the link was made. */
  readonly version: string | undefined;
  /** Steps taken at the cursor; undefined for the last. */
  readonly step: number | undefined;
  readonly strategy: Scheduler;
  readonly timed: boolean;
  /** The ending whose run it is, where the run comes from an exploration. */
  readonly ending?: string | undefined;
  /** True: it is seen running, if the scenario wants that. */
  readonly opensItself?: boolean;
}

/** How a player begins. */
export interface PlayerStart {
  readonly paused: boolean;
  /** The run that a link tells of. Default: one that stands at its start. */
  readonly link?: StepLink | undefined;
  /** The run that is on the page, to be gone through step by step, with the cursor where it is. */
  readonly through?: { readonly session: Session; readonly cursor: Cursor } | undefined;
  /** A recorded run of the program of the page that has been taken in already. */
  readonly session?: Session | undefined;
}

export interface Player {
  /** The program can be typed to. */
  readonly canType: boolean;
  /** The reader can say whose turn it is. */
  readonly canTake: boolean;
  /** Begins the program of the page anew. Resolves when the run is on the page, or could not be made. */
  start(options: PlayerStart): Promise<void>;
  /** Lets go of what it holds: another player takes over. */
  leave(): void;
  play(): void;
  pause(): void;
  isPlaying(): boolean;
  /** One on: an event, or the step of a thread. */
  step(): void;
  /** One back. */
  back(): void;
  /** start: before anything happened. end: the newest there is; in step mode, from there on to the program's end. */
  to(place: 'start' | 'end'): void;
  /** Lets a thread take the next step; where another took it, that makes a branch. One that cannot is pinned. */
  take(thread: ThreadIndex): void;
  /** Lets a thread take a whole line. Default: the pinned one, or else the one that moved last, if it can move. */
  takeLine(thread?: ThreadIndex): void;
  /** The reader types a line at a terminal, or with null ends its input. */
  type(terminal: ObjectIndex, line: TypedLine): void;
  /** @param factor on the program's clock, 0.1 to 20 */
  speed(factor: number): void;
  /** Nothing more is done of what was asked for and not yet done; true if there was anything. */
  drop(): boolean;
  /** Something that was asked for is still to be done: a key that is held down asks for no more. */
  isBehind(): boolean;
  /** The run as a link says it, of at most so many characters; undefined where a link says nothing of it. */
  link(limit: number): (StepLink & CarriedSteps) | undefined;
}
