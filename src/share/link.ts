/**
 * Content of a link. Links outlive releases: ids of scenarios, names of params and the meaning of a field change only
 * with an upgrader (see `upgrade.ts`).
 */
import type { ParamValues } from '../base/param-values.ts';
import type { Ms } from '../base/units.ts';
import type { Grain, ScenarioProgram } from '../engines/program.ts';

/** A user's own program in a link. */
export interface CodeProgram {
  readonly kind: 'code';
  /** Its files, encoded (see `code/`). */
  readonly text: string;
  readonly grain: Grain;
}

/** A scenario's param as the link codec sees it: its values. */
export type LinkParam =
  | { readonly type: 'int'; readonly min: number; readonly max: number; readonly default: number }
  | {
      readonly type: 'seconds';
      readonly min: number;
      readonly max: number;
      readonly default: number;
    }
  | { readonly type: 'bool'; readonly default: boolean }
  | { readonly type: 'choice'; readonly options: readonly string[]; readonly default: string };

export type LinkParamTable = Readonly<Record<string, LinkParam>>;

/** What links can refer to. Keys of the map are scenario ids. */
export interface LinkContext {
  readonly scenarios: ReadonlyMap<string, LinkParamTable>;
  /** Opened if a link names no scenario, or an unknown one. */
  readonly defaultScenario: string;
  readonly languages: readonly string[];
  /** Scenarios that open in step mode unless a link says otherwise, by id, with their strategy. */
  readonly openings: ReadonlyMap<string, (params: ParamValues) => Scheduler>;
}

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** live: on Workers, in real time. step: under a scheduler, step by step. */
export const modes = ['live', 'step'] as const;
export type Mode = (typeof modes)[number];

/** Strategies of step mode. */
export const schedulers = [
  'random',
  'hand',
  'round-robin',
  'two-cores',
  'four-cores',
  'gil-two-cores',
  'gil',
  'nasty',
  'pos',
  'pct',
  'fewest-switches',
] as const;
export type Scheduler = (typeof schedulers)[number];

export const clocks = ['timed', 'untimed'] as const;

/** Axis of the timeline in step mode: program time, or steps of equal width. */
export const axes = ['time', 'step'] as const;

/**
 * Searches of the explorer. auto: all interleavings if feasible, and random runs concurrently. all: all interleavings.
 * bound: few preemptions. random, pos, pct: random runs.
 */
export const searches = ['auto', 'all', 'bound', 'random', 'pos', 'pct'] as const;
export type SearchWish = (typeof searches)[number];

export const preemptionRange = { min: 0, max: 9, default: 1 } as const;
/** Number of random runs. */
export const runsRange = { min: 1, max: 100_000, default: 1000 } as const;
/** Time limit of an exploration in seconds. */
export const budgetRange = { min: 1, max: 600, default: 10 } as const;

/** Settings of an exploration. */
export interface ExploreWish {
  readonly search: SearchWish;
  /** For bound: the maximum number of preemptions. */
  readonly preemptions: number;
  readonly runs: number;
  /** Seed of random runs. */
  readonly seed: number;
  /** True: sleeps order events as on an idle machine. False: a sleep guarantees nothing. */
  readonly timed: boolean;
  /** Time limit in seconds. */
  readonly budget: number;
}

export const stepRange = { min: 0, max: 2 ** 20, default: 0 } as const;

export const transportWishes = ['auto', 'shared', 'message'] as const;
export type TransportWish = (typeof transportWishes)[number];

/** Factor on program time. */
export const speedRange = { min: 0.1, max: 20, default: 1 } as const;
export const seedRange = { min: 0, max: 2 ** 31 - 1, default: 1 } as const;
/** Maximum program time in a link: a day. */
export const MAX_TIME: Ms = 24 * 60 * 60 * 1000;

export const exploreDefaults: ExploreWish = {
  search: 'auto',
  preemptions: preemptionRange.default,
  runs: runsRange.default,
  seed: seedRange.default,
  timed: false,
  budget: budgetRange.default,
};

/** Anchor of a note: an instant of program time, a time range, or a thread by its index. */
export type NotePlace =
  | { readonly kind: 'instant'; readonly time: Ms }
  | { readonly kind: 'range'; readonly start: Ms; readonly end: Ms }
  | { readonly kind: 'thread'; readonly index: number };

/** A note by the author of the link. */
export interface Note {
  readonly place: NotePlace;
  /** Not empty, on one line. */
  readonly text: string;
}

export const MAX_NOTES = 20;
/** Maximum length in characters. */
export const MAX_NOTE = 280;
export const MAX_TITLE = 80;

/** What a run may be compared with. */
export const comparisons = ['cure'] as const;

/** Syntax of `learn`; whether the lesson or challenge exists is checked by the panel. */
export const learnForm = /^(?:lesson\.[a-z-]{1,40}\.\d{1,2}|challenge\.[a-z-]{1,40})$/;

export interface Link {
  /** A scenario with a value for each param, or a user's program, which never runs by itself. */
  readonly program: ScenarioProgram | CodeProgram;
  readonly seed: number;
  readonly speed: number;
  /** undefined: the reader's own setting. */
  readonly theme: Theme | undefined;
  /** undefined: the reader's own setting. */
  readonly language: string | undefined;
  /** Visible range of the timeline on its axis; undefined: it follows the live edge. */
  readonly view: { readonly start: Ms; readonly end: Ms } | undefined;
  /** Instant of the cursor; undefined: the live edge. */
  readonly cursor: Ms | undefined;
  readonly transport: TransportWish;
  readonly mode: Mode;
  /** True: the link specifies no mode, and the scenario opens in step mode, playing. */
  readonly opensItself: boolean;
  // In step mode:
  readonly scheduler: Scheduler;
  readonly clock: (typeof clocks)[number];
  readonly axis: (typeof axes)[number];
  /** Schedule of the run as text, decoded elsewhere. undefined: before the first step, by the seed. */
  readonly run: string | undefined;
  /** Version hash of the scenario's text. */
  readonly version: string | undefined;
  /** Number of steps at the cursor; undefined: all of the run. */
  readonly step: number | undefined;
  /** undefined: no exploration. */
  readonly explore: ExploreWish | undefined;
  /** Open stop of a lesson, or challenge: `lesson.locks.3`, `challenge.lose-one`. */
  readonly learn: string | undefined;
  /** Run shown beneath: the cured one, or the faulty one. undefined: none. */
  readonly compare: (typeof comparisons)[number] | undefined;
  /** With an exploration: the key of the ending whose run it is. */
  readonly ending: string | undefined;
  /** Title by the author of the link; undefined: none. */
  readonly title: string | undefined;
  readonly notes: readonly Note[];
  /** Stops and questions on the run, packed; parsed by `store/teach/own-lesson.ts`. */
  readonly lesson: string | undefined;
}

/**
 * A problem with a link: data for a sentence (`problems.<kind>` of the catalogue) that says what was wrong, where, and
 * what the page uses instead. Texts from the link are shortened to fit a sentence.
 */
export type Problem =
  | { readonly kind: 'too-long'; readonly length: number; readonly limit: number }
  /** More fields than the limit: the rest was ignored. */
  | { readonly kind: 'too-many-fields'; readonly limit: number }
  | { readonly kind: 'long-words'; readonly field: string; readonly limit: number }
  | { readonly kind: 'not-note'; readonly field: string; readonly value: string }
  | { readonly kind: 'newer-version'; readonly version: string; readonly known: number }
  | { readonly kind: 'bad-version'; readonly value: string }
  | { readonly kind: 'bad-encoding'; readonly field: string; readonly value: string }
  | { readonly kind: 'repeated'; readonly field: string; readonly value: string }
  | { readonly kind: 'unknown-field'; readonly field: string }
  | { readonly kind: 'unknown-param'; readonly field: string; readonly scenario: string }
  | { readonly kind: 'unknown-scenario'; readonly value: string; readonly used: string }
  | (FieldProblem & { readonly kind: 'not-whole'; readonly min: number; readonly max: number })
  | (FieldProblem & { readonly kind: 'not-number'; readonly min: number; readonly max: number })
  | (FieldProblem & { readonly kind: 'not-switch' })
  | (FieldProblem & { readonly kind: 'not-option'; readonly options: string })
  | { readonly kind: 'not-time'; readonly field: string; readonly value: string }
  | { readonly kind: 'not-text'; readonly field: string; readonly value: string }
  | { readonly kind: 'not-span'; readonly field: string; readonly value: string }
  | { readonly kind: 'more'; readonly count: number };

interface FieldProblem {
  readonly field: string;
  readonly value: string;
  /** The value used instead, as text. */
  readonly used: string;
}

export function defaultParams(table: LinkParamTable): ParamValues {
  return Object.fromEntries(Object.entries(table).map(([name, param]) => [name, param.default]));
}

export function defaultLink(scenario: string, table: LinkParamTable): Link {
  return {
    program: { kind: 'scenario', id: scenario, params: defaultParams(table) },
    seed: seedRange.default,
    speed: speedRange.default,
    theme: undefined,
    language: undefined,
    view: undefined,
    cursor: undefined,
    transport: 'auto',
    mode: 'live',
    opensItself: false,
    scheduler: 'random',
    clock: 'timed',
    axis: 'time',
    run: undefined,
    version: undefined,
    step: undefined,
    explore: undefined,
    ending: undefined,
    learn: undefined,
    compare: undefined,
    title: undefined,
    notes: [],
    lesson: undefined,
  };
}
