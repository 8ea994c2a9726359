/** The types of `window.weft`. docs/API.md tells about each in prose. */
import type { Condition } from '../../views/condition.ts';
import type { ParamValue } from '../../base/param-values.ts';
import type { Param } from '../../scenarios/scenario.ts';

export interface WeftApi {
  /** Resolves when the page is there and its program has begun. Rejects if it could not begin. */
  readonly ready: Promise<void>;
  scenarios(): ScenarioInfo[];
  /** Opens a scenario and starts it. Resolves when the program has begun; rejects on any argument that is not right. */
  load(id: string, options?: LoadOptions): Promise<void>;
  /**
   * Runs Python: a text, or files by their paths, of which the first is where it begins. Resolves when it has begun;
   * rejects where Python cannot compile it, and on any argument that is not right.
   */
  run(source: string | { readonly files: Files }, options?: RunOptions): Promise<void>;
  /** Resolves once the run that is on the page has ended, or cannot go on, and says how. */
  finished(): Promise<FinishedInfo>;
  pause(): void;
  resume(): void;
  /** Ends the run. What it left stays to be looked at. */
  stop(): void;
  /** Runs the same again. Resolves when the program has begun. */
  restart(): Promise<void>;
  /**
   * Types a line at a terminal, by its path (default: '/dev/tty'), or with null ends its input. Refused where the
   * program has no such terminal.
   */
  type(line: string | null, terminal?: string): void;
  /** Factor on the program's clock, 0.1 to 20. */
  setSpeed(factor: number): void;
  /** Shows the program at an instant of its time in milliseconds, or lets the page follow the present. */
  cursor(at: number | 'live'): void;
  /** The page as it is. */
  state(): PageState;
  /** Every thread at the cursor. */
  threads(): ThreadInfo[];
  /** Every lock, queue, variable ... at the cursor. */
  objects(): ObjectInfo[];
  /** Events of the present run, in the order in which they took effect. */
  events(options?: EventsOptions): EventInfo[];
  /**
   * Opens a file of any format that Weft reads in the place of what is on the page. Rejects with a sentence that says
   * what is wrong with it, and where.
   */
  open(file: Blob, name: string): Promise<OpenedInfo>;
  /** What has gone wrong up to the cursor, or could have, newest first. */
  findings(options?: FindingsOptions): Promise<FindingInfo[]>;
  /**
   * What has happened in the present run, as a file: Weft's own, one for other tools, a picture of the timeline, or text.
   */
  save(format: SavedFormat, options?: { readonly theme?: 'light' | 'dark' }): Promise<Blob>;
  /** Resolves when what was being opened is there, and everything that had happened by now is on the screen. */
  idle(): Promise<void>;
  /** In which ways the program of the page can end. Rejects on options that are not right, and where it cannot be explored. */
  explore(options?: ExploreOptions): Promise<ExploreResult>;
}

export type SavedFormat =
  | 'weft'
  | 'chrome-trace'
  | 'svg'
  | 'png'
  | 'stage-svg'
  | 'stage-png'
  | 'webm'
  | 'animated-svg'
  | 'mermaid'
  | 'text'
  | 'csv';

/** Paths and texts, in their order. */
export type Files =
  Readonly<Record<string, string>> | readonly { readonly path: string; readonly text: string }[];

export interface RunOptions {
  /** All chance of the run: a whole number from 0. Default 1. */
  readonly seed?: number;
  /** live (default): it runs through by itself. step: it stands before its first step. */
  readonly mode?: 'live' | 'step';
  /** Where threads may take turns. Default sync. */
  readonly grain?: 'sync' | 'line' | 'instruction';
  /** False: a sleep guarantees nothing. Default true. */
  readonly timed?: boolean;
  /** Factor on the program's clock, 0.1 to 20. Default: as the page has it. */
  readonly speed?: number;
}

export interface FinishedInfo {
  /**
   * finished: every process has ended. deadlock: nobody can move. input: nobody can before a line is typed. limit: it was held
   * after so many steps or events. stopped: by the reader, or by Weft.
   */
  readonly end: 'finished' | 'deadlock' | 'input' | 'limit' | 'stopped';
  /** Of the main process; null while it has none. */
  readonly exitCode: number | null;
  /** All that was written, of all processes. */
  readonly stdout: string;
  readonly stderr: string;
}

export interface OpenedInfo {
  readonly format:
    'python' | 'weft' | 'weft-run' | 'chrome-trace' | 'speedscope' | 'firefox' | 'cpu-profile';
  readonly processes: number;
  readonly threads: number;
  /** Events of the file. */
  readonly events: number;
  /** What was left out or mended, in the language of the page, and how often. */
  readonly notes: readonly { readonly text: string; readonly count: number }[];
}

export interface ScenarioInfo {
  readonly id: string;
  readonly chapter: string;
  readonly params: Readonly<Record<string, Param>>;
}

export interface LoadOptions {
  /** Params that are left out have their defaults. */
  readonly params?: Readonly<Record<string, ParamValue>>;
  /**
   * live (default): on real Workers, in real time. step: under a scheduler, standing before its first step; the same
   * seed gives the same run.
   */
  readonly mode?: 'live' | 'step';
  /** Decides what the program draws at random: a whole number from 0. Default 1. */
  readonly seed?: number;
  /** Stands still before its first step. Default false. */
  readonly paused?: boolean;
}

export interface EventsOptions {
  /** Leave out the events before this sequence number. Default 0. */
  readonly since?: number;
}

export interface FindingsOptions {
  /** Those too that only cost time: long waits, convoys, what outlives its starter. Default false. */
  readonly notes?: boolean;
}

export interface FindingInfo {
  /** deadlock, stuck, missed-notify, lost-update, race, lock-order ... */
  readonly kind: string;
  /** fault: it went wrong. risk: another order of the same program goes wrong. note: it costs time. */
  readonly level: 'fault' | 'risk' | 'note';
  /** The event with which it is plain, its time in milliseconds and its line of the program. */
  readonly seq: number;
  readonly time: number;
  readonly line: number;
  /** One sentence, in the language of the page. */
  readonly text: string;
  /** What it came from, a sentence each, with the event that the sentence is about; null where it is about none. */
  readonly because: readonly {
    readonly text: string;
    readonly seq: number | null;
    readonly time: number | null;
    readonly line: number;
  }[];
  /** What mends it. */
  readonly cure: string;
  readonly threads: readonly string[];
  readonly objects: readonly string[];
  /** How often it happened in the whole run. */
  readonly count: number;
}

export interface ExploreOptions {
  /** Default auto, or bound where `bound` is given. */
  readonly by?: 'auto' | 'all' | 'bound' | 'random' | 'pos' | 'pct';
  /** The most preemptions, 0 to 9. */
  readonly bound?: number;
  /** By chance: how many, 1 to 100,000. Default 1,000. */
  readonly runs?: number;
  /** Of chance: a whole number from 0. Default 1. */
  readonly seed?: number;
  /** True: sleeps order events as on an idle machine. Default false: they guarantee nothing. */
  readonly timed?: boolean;
  /** Seconds after which it tells what is known, 1 to 600. Default 10. */
  readonly budget?: number;
}

export interface ExploreResult {
  /** Everything that was asked for was explored: a proof. Never of runs by chance. */
  readonly complete: boolean;
  readonly executions: number;
  /** Runs that were given up because others come to the same. */
  readonly blocked: number;
  /** Fewest switches first; at most 200. */
  readonly endings: readonly EndingInfo[];
}

export interface EndingInfo {
  /** input: it waits for a line. never: it goes on for more steps than a run may have. */
  readonly kind: 'finished' | 'deadlock' | 'exception' | 'input' | 'never';
  /** What happens, in the language of the page. */
  readonly text: string;
  /** Runs that ended so. */
  readonly count: number;
  /** Switches between threads in the run with the fewest. */
  readonly switches: number;
  /** An address that opens that run just before the choice that decides; null for a run too long for a link. */
  readonly link: string | null;
}

export interface PageState {
  /** recorded: nothing runs, a trace from a file is shown. */
  readonly mode: 'live' | 'step' | 'recorded';
  /** null where a file was opened. */
  readonly scenario: string | null;
  readonly params: Readonly<Record<string, ParamValue>>;
  readonly seed: number;
  readonly speed: number;
  readonly status: 'starting' | 'running' | 'paused' | 'full' | 'ended';
  readonly transport: 'shared' | 'message' | 'model' | 'recorded' | null;
  /** Program time at the live edge, in milliseconds. */
  readonly time: number;
  /** Program time that the page shows, in milliseconds, or 'live'. */
  readonly cursor: number | 'live';
  /** Events in the recording. */
  readonly events: number;
  readonly workers: { readonly busy: number; readonly idle: number };
}

export interface ThreadInfo {
  readonly name: string;
  readonly process: string;
  readonly daemon: boolean;
  readonly state: 'new' | 'ready' | 'running' | 'blocked' | 'ended';
  /** The same as the page tells it: finer, and with how it ended. */
  readonly condition: Condition;
  /** Why it stands still while blocked: sync, sleep, message, join. */
  readonly wait: string | null;
  /** What it waits on. */
  readonly object: string | null;
  /** The thread in its way when it blocked. */
  readonly blockedBy: string | null;
  /** In this state since, in milliseconds of program time. */
  readonly since: number;
  /** Line of the program that it is on, from 1; 0 before the first. */
  readonly line: number;
  /** returned, raised, killed or lost; null while it has not ended. */
  readonly end: string | null;
}

export interface ObjectInfo {
  readonly name: string;
  readonly kind: string;
  /** 1 held or set, 0 free or clear; permits left; items inside; a variable's value if it is a whole number. */
  readonly measure: number;
  /** A variable's value as Python would print it. */
  readonly text: string;
  readonly holders: readonly string[];
  readonly waiting: readonly string[];
  readonly items: readonly string[];
}

export interface EventInfo {
  /** Place in the total order, from 0. */
  readonly seq: number;
  /** Program time in milliseconds. */
  readonly time: number;
  /** process, thread, object (each comes into being), start, block, wake, done, fail, raise, end, exit, halt. */
  readonly kind: string;
  /** The operation, such as acquire or put; null where the kind has none. */
  readonly op: string | null;
  /** The thread that acts. */
  readonly thread: string | null;
  readonly process: string | null;
  readonly object: string | null;
  /** The thread that it is done to: started, joined, woken. */
  readonly other: string | null;
  /** The object's measure afterwards; for block the time limit in ms (-1 none); for exit the exit code. */
  readonly value: number;
  /** The value that was moved, printed or raised, as Python would print it. */
  readonly text: string;
  /** For block: the thread in its way, if there is one. */
  readonly blockedBy: string | null;
  /** For the event with which a thread goes on after it had to wait: who woke it. */
  readonly wokenBy: string | null;
  /** Sequence number of the earlier event that made this one possible; null for none. */
  readonly cause: number | null;
  /** Line of the program, from 1; 0 unknown. */
  readonly line: number;
}

declare global {
  interface Window {
    weft: WeftApi;
  }
}
