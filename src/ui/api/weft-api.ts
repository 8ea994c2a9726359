/** The types of `window.weft`. docs/API.md tells about each in prose. */
import type { Condition } from '../../views/condition.ts';
import type { Format } from '../../import/importer.ts';
import type { ParamValue } from '../../base/param-values.ts';
import type { Param } from '../../scenarios/scenario.ts';

export interface WeftApi {
  /** Resolves when the page is ready and its program has started. Rejects if it could not start. */
  readonly ready: Promise<void>;
  scenarios(): ScenarioInfo[];
  /** Opens a scenario and starts it. Resolves when the program has started; rejects on invalid arguments. */
  load(id: string, options?: LoadOptions): Promise<void>;
  /**
   * Runs Python: a text, or files by path, of which the first is the main file. Resolves when it has started; rejects
   * if Python cannot compile it, and on invalid arguments.
   */
  run(source: string | { readonly files: Files }, options?: RunOptions): Promise<void>;
  /** Resolves once the page's run has ended, or cannot continue, with the result. */
  finished(): Promise<FinishedInfo>;
  pause(): void;
  resume(): void;
  /** Ends the run. Its trace can still be viewed. */
  stop(): void;
  /** Restarts the run. Resolves when the program has started. */
  restart(): Promise<void>;
  /**
   * Types a line at a terminal, by its path (default: '/dev/tty'), or with null ends its input. Throws if the program
   * has no such terminal.
   */
  type(line: string | null, terminal?: string): void;
  /** Factor on the program's clock, 0.1 to 20. */
  setSpeed(factor: number): void;
  /** Moves the cursor to an instant of program time in milliseconds, or to the live edge. */
  cursor(at: number | 'live'): void;
  /** State of the page. */
  state(): PageState;
  /** All threads at the cursor. */
  threads(): ThreadInfo[];
  /** All locks, queues, variables ... at the cursor. */
  objects(): ObjectInfo[];
  /** Events of the present run, in the order in which they took effect. */
  events(options?: EventsOptions): EventInfo[];
  /**
   * Opens a file of any supported format in place of what is on the page. Rejects with a sentence that says what is
   * wrong with it, and where.
   */
  open(file: Blob, name: string): Promise<OpenedInfo>;
  /** Findings up to the cursor, newest first. */
  findings(options?: FindingsOptions): Promise<FindingInfo[]>;
  /** The present run as a file: Weft's own format, another tool's, a picture of the timeline, or text. */
  save(format: SavedFormat, options?: { readonly theme?: 'light' | 'dark' }): Promise<Blob>;
  /** Resolves when pending openings are done, and all events so far are on the screen. */
  idle(): Promise<void>;
  /** Explores the endings of the page's program. Rejects on invalid options, and if it cannot be explored. */
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

/** Paths and texts, in order. */
export type Files =
  | Readonly<Record<string, string>>
  | readonly { readonly path: string; readonly text: string }[];

export interface RunOptions {
  /** Seed of all random choices of the run: a non-negative integer. Default 1. */
  readonly seed?: number;
  /** live (default): it plays by itself. step: paused before its first step. */
  readonly mode?: 'live' | 'step';
  /** Where threads may switch. Default sync. */
  readonly grain?: 'sync' | 'line' | 'instruction';
  /** False: a sleep guarantees nothing. Default true. */
  readonly timed?: boolean;
  /** Factor on the program's clock, 0.1 to 20. Default: the page's. */
  readonly speed?: number;
}

export interface FinishedInfo {
  /**
   * finished: every process has ended. deadlock: no thread can move. input: none can before a line is typed. limit:
   * held at the limit of steps or events. stopped: by the reader, or by Weft.
   */
  readonly end: 'finished' | 'deadlock' | 'input' | 'limit' | 'stopped';
  /** Of the main process; null if it has none yet. */
  readonly exitCode: number | null;
  /** All output, of all processes. */
  readonly stdout: string;
  readonly stderr: string;
}

export interface OpenedInfo {
  readonly format: 'python' | Format;
  readonly processes: number;
  readonly threads: number;
  /** Events of the file. */
  readonly events: number;
  /** What was left out or repaired, in the language of the page, and how often. */
  readonly notes: readonly { readonly text: string; readonly count: number }[];
}

export interface ScenarioInfo {
  readonly id: string;
  readonly chapter: string;
  readonly params: Readonly<Record<string, Param>>;
}

export interface LoadOptions {
  /** Omitted params have their defaults. */
  readonly params?: Readonly<Record<string, ParamValue>>;
  /**
   * live (default): on real Workers, in real time. step: under a scheduler, paused before its first step; the same seed
   * gives the same run.
   */
  readonly mode?: 'live' | 'step';
  /** Seed of the program's random numbers: a non-negative integer. Default 1. */
  readonly seed?: number;
  /** Paused before its first step. Default false. */
  readonly paused?: boolean;
}

export interface EventsOptions {
  /** First sequence number to return. Default 0. */
  readonly since?: number;
}

export interface FindingsOptions {
  /** Includes findings that only cost time: long holds, convoys, children that outlive their starter. Default false. */
  readonly notes?: boolean;
}

export interface FindingInfo {
  /** deadlock, stuck, missed-notify, lost-update, race, lock-order ... */
  readonly kind: string;
  /** fault: it went wrong. risk: another schedule of the same program goes wrong. note: it costs time. */
  readonly level: 'fault' | 'risk' | 'note';
  /** The event at which it is certain, its time in milliseconds and its line of the program. */
  readonly seq: number;
  readonly time: number;
  readonly line: number;
  /** One sentence, in the language of the page. */
  readonly text: string;
  /** Its causes, a sentence each, with the sentence's event; null if it is about none. */
  readonly because: readonly {
    readonly text: string;
    readonly seq: number | null;
    readonly time: number | null;
    readonly line: number;
  }[];
  /** The cure. */
  readonly cure: string;
  readonly threads: readonly string[];
  readonly objects: readonly string[];
  /** Number of occurrences in the whole run. */
  readonly count: number;
}

export interface ExploreOptions {
  /** Default auto, or bound if `bound` is given. */
  readonly by?: 'auto' | 'all' | 'bound' | 'random' | 'pos' | 'pct';
  /** Maximum number of preemptions, 0 to 9. */
  readonly bound?: number;
  /** Number of random runs, 1 to 100,000. Default 1,000. */
  readonly runs?: number;
  /** Seed of random runs: a non-negative integer. Default 1. */
  readonly seed?: number;
  /** True: sleeps order events as on an idle machine. Default false: they guarantee nothing. */
  readonly timed?: boolean;
  /** Time limit in seconds, 1 to 600. Default 10. */
  readonly budget?: number;
}

export interface ExploreResult {
  /** Everything in the method's scope was explored: a proof. Never true for random runs. */
  readonly complete: boolean;
  readonly executions: number;
  /** Runs abandoned because equivalent to others. */
  readonly blocked: number;
  /** Fewest switches first; at most 200. */
  readonly endings: readonly EndingInfo[];
}

export interface EndingInfo {
  /** input: it waits for a line. never: it exceeded the step limit. */
  readonly kind: 'finished' | 'deadlock' | 'exception' | 'input' | 'never';
  /** Description, in the language of the page. */
  readonly text: string;
  /** Number of runs with this ending. */
  readonly count: number;
  /** Switches between threads in the run with the fewest. */
  readonly switches: number;
  /** An address that opens that run just before the deciding choice; null if the run is too long for a link. */
  readonly link: string | null;
}

export interface PageState {
  /** recorded: nothing executes, a trace from a file is shown. */
  readonly mode: 'live' | 'step' | 'recorded';
  /** null for an opened file. */
  readonly scenario: string | null;
  readonly params: Readonly<Record<string, ParamValue>>;
  readonly seed: number;
  readonly speed: number;
  readonly status: 'starting' | 'running' | 'paused' | 'full' | 'ended';
  readonly transport: 'shared' | 'message' | 'model' | 'recorded' | null;
  /** Program time at the live edge, in milliseconds. */
  readonly time: number;
  /** Program time of the cursor, in milliseconds, or 'live'. */
  readonly cursor: number | 'live';
  /** Number of events in the recording. */
  readonly events: number;
  readonly workers: { readonly busy: number; readonly idle: number };
}

export interface ThreadInfo {
  readonly name: string;
  readonly process: string;
  readonly daemon: boolean;
  readonly state: 'new' | 'ready' | 'running' | 'blocked' | 'ended';
  /** A finer state, as on the page, including how it ended. */
  readonly condition: Condition;
  /** Kind of its wait while blocked: sync, sleep, message, join. */
  readonly wait: string | null;
  /** The object that it waits for. */
  readonly object: string | null;
  /** The thread that blocked it. */
  readonly blockedBy: string | null;
  /** Start of this state, in milliseconds of program time. */
  readonly since: number;
  /** Its line of the program, from 1; 0 before the first. */
  readonly line: number;
  /** returned, raised, killed or lost; null while it is alive. */
  readonly end: string | null;
}

export interface ObjectInfo {
  readonly name: string;
  readonly kind: string;
  /** 1 held or set, 0 free or clear; permits left; items inside; a variable's value if it is an integer. */
  readonly measure: number;
  /** A variable's value as Python would print it. */
  readonly text: string;
  readonly holders: readonly string[];
  readonly waiting: readonly string[];
  readonly items: readonly string[];
}

export interface EventInfo {
  /** Position in the total order, from 0. */
  readonly seq: number;
  /** Program time in milliseconds. */
  readonly time: number;
  /** process, thread, object (declarations), start, block, wake, done, fail, raise, end, exit, halt. */
  readonly kind: string;
  /** The operation, such as acquire or put; null where the kind has none. */
  readonly op: string | null;
  /** The acting thread. */
  readonly thread: string | null;
  readonly process: string | null;
  readonly object: string | null;
  /** The thread concerned: started, joined, woken. */
  readonly other: string | null;
  /** The object's measure afterwards; for block the timeout in ms (-1 none); for exit the exit code. */
  readonly value: number;
  /** The value that was moved, printed or raised, as Python would print it. */
  readonly text: string;
  /** For block: the blocking thread, if any. */
  readonly blockedBy: string | null;
  /** For the event with which a thread continues after a wait: its waker. */
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
