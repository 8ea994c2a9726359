/**
 * Contract of players: the reader's actions on a run. Live, stepped and recorded runs each have a player; the rest of
 * the store does not distinguish them.
 */
import type { ThreadIndex, ObjectIndex } from '../base/units.ts';
import type { TypedLine } from '../base/typed-line.ts';
import type { CarriedSteps } from '../engines/step-run.ts';
import type { Mode, Scheduler } from '../share/link.ts';
import type { Cursor } from './cursor.ts';
import type { Session } from './session.ts';

/** live: on Workers, in real time. step: under a scheduler, one step at a time. recorded: nothing runs. */
export type PlayMode = Mode | 'recorded';

/** A run in step mode as encoded in a link. */
export interface StepLink {
  /** The steps as a text; undefined for a run at its start. */
  readonly run: string | undefined;
  /** Version hash of the program when the link was made. */
  readonly version: string | undefined;
  /** Number of steps at the cursor; undefined for all. */
  readonly step: number | undefined;
  readonly strategy: Scheduler;
  readonly timed: boolean;
  /** For a run from an exploration: the ending's key. */
  readonly ending?: string | undefined;
  /** True: it plays, if the scenario opens that way. */
  readonly opensItself?: boolean;
}

/** How a player begins. */
export interface PlayerStart {
  readonly paused: boolean;
  /** The run of a link. Default: a run at its start. */
  readonly link?: StepLink | undefined;
  /** The page's run, to be stepped through, with the cursor where it is. */
  readonly through?: { readonly session: Session; readonly cursor: Cursor } | undefined;
  /** A recorded run of the page's program that has been read in already. */
  readonly session?: Session | undefined;
}

export interface Player {
  /** The program accepts typed input. */
  readonly canType: boolean;
  /** Restarts the page's program. Resolves when the run is on the page, or could not be made. */
  start(options: PlayerStart): Promise<void>;
  /** Releases its resources: another player takes over. */
  leave(): void;
  play(): void;
  pause(): void;
  isPlaying(): boolean;
  /** Forward by an event, or a thread's step. */
  step(): void;
  /** Back by one. */
  back(): void;
  /** start: before all events. end: the live edge; in step mode, from there on to the program's end. */
  to(place: 'start' | 'end'): void;
  /**
   * Lets a thread take the next step; if another took it, that creates a branch. A thread that cannot move is pinned.
   */
  take(thread: ThreadIndex): void;
  /** Lets a thread finish its line. Default: the pinned thread, else the one that moved last, if it can move. */
  takeLine(thread?: ThreadIndex): void;
  /** The reader types a line at a terminal, or null for end of input. */
  type(terminal: ObjectIndex, line: TypedLine): void;
  /** @param factor on the program's clock, 0.1 to 20 */
  speed(factor: number): void;
  /** Cancels pending requests; true if there were any. */
  drop(): boolean;
  /** Whether requests are pending: a repeating key waits for them. */
  isBehind(): boolean;
  /** The run for a link, in at most so many characters; undefined if links do not contain it. */
  link(limit: number): (StepLink & CarriedSteps) | undefined;
}
