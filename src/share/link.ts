/**
 * What a link says. Links outlive releases: ids of scenarios, names of params and the meaning of a field change only
 * with an upgrader (see `upgrade.ts`).
 */
import type { ParamValues } from '../base/param-values.ts';
import type { Ms } from '../base/units.ts';
import type { Grain, ScenarioProgram } from '../engines/program.ts';

/** A program of somebody's own as a link carries it. */
export interface CodeProgram {
  readonly kind: 'code';
  /** Its files, as text for others to read (see `code/`). */
  readonly text: string;
  readonly grain: Grain;
}

/** A knob of a scenario as a link sees it: what values it takes. */
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

/** What there is to link to. Keys of the map are scenario ids. */
export interface LinkContext {
  readonly scenarios: ReadonlyMap<string, LinkParamTable>;
  /** Opened where a link names no scenario, or none that exists. */
  readonly defaultScenario: string;
  readonly languages: readonly string[];
  /** By id, scenarios that open in step mode unless a link says otherwise; the strategy that they ask for. */
  readonly openings: ReadonlyMap<string, (params: ParamValues) => Scheduler>;
}

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** live: on Workers, in real time. step: under a scheduler, one step at a time. */
export const modes = ['live', 'step'] as const;
export type Mode = (typeof modes)[number];

/** Who chooses the next step in step mode. */
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

/** What lies along the timeline in step mode: program time, or steps of equal width. */
export const axes = ['time', 'step'] as const;

/**
 * How the ways are explored in which a program can end. auto: all where that ends soon, and beside it some by chance. all:
 * every interleaving. bound: those with few preemptions. random, pos, pct: some by chance.
 */
export const searches = ['auto', 'all', 'bound', 'random', 'pos', 'pct'] as const;
export type SearchWish = (typeof searches)[number];

export const preemptionRange = { min: 0, max: 9, default: 1 } as const;
/** Runs by chance. */
export const runsRange = { min: 1, max: 100_000, default: 1000 } as const;
/** Seconds that it goes on for. */
export const budgetRange = { min: 1, max: 600, default: 10 } as const;

/** An exploration as it is asked for. */
export interface ExploreWish {
  readonly search: SearchWish;
  /** Of bound: the most switches away from a thread that could go on. */
  readonly preemptions: number;
  readonly runs: number;
  /** Of the runs by chance. */
  readonly seed: number;
  /** True: sleeps order events as on an idle machine. False: a sleep guarantees nothing. */
  readonly timed: boolean;
  /** Seconds. */
  readonly budget: number;
}

export const stepRange = { min: 0, max: 2 ** 20, default: 0 } as const;

export const transportWishes = ['auto', 'shared', 'message'] as const;
export type TransportWish = (typeof transportWishes)[number];

/** Factor on the program's clock. */
export const speedRange = { min: 0.1, max: 20, default: 1 } as const;
export const seedRange = { min: 0, max: 2 ** 31 - 1, default: 1 } as const;
/** Longest program time that a link points to: a day. */
export const MAX_TIME: Ms = 24 * 60 * 60 * 1000;

export const exploreDefaults: ExploreWish = {
  search: 'auto',
  preemptions: preemptionRange.default,
  runs: runsRange.default,
  seed: seedRange.default,
  timed: false,
  budget: budgetRange.default,
};

/** What a note is pinned to: an instant of program time, a stretch of it, or a thread by its index. */
export type NotePlace =
  | { readonly kind: 'instant'; readonly time: Ms }
  | { readonly kind: 'range'; readonly start: Ms; readonly end: Ms }
  | { readonly kind: 'thread'; readonly index: number };

/** A word of whoever made the link. */
export interface Note {
  readonly place: NotePlace;
  /** Never empty, on one line. */
  readonly text: string;
}

export const MAX_NOTES = 20;
/** Characters. */
export const MAX_NOTE = 280;
export const MAX_TITLE = 80;

/** What a run may be compared with. */
export const comparisons = ['cure'] as const;

/** What `learn` may say; whether there is such a lesson or challenge is for the panel to know. */
export const learnForm = /^(?:lesson\.[a-z-]{1,40}\.\d{1,2}|challenge\.[a-z-]{1,40})$/;

export interface Link {
  /** A scenario, with a value for each of its params, or somebody's own program, which nothing runs by itself. */
  readonly program: ScenarioProgram | CodeProgram;
  readonly seed: number;
  readonly speed: number;
  /** undefined: as the reader has it. */
  readonly theme: Theme | undefined;
  /** undefined: as the reader has it. */
  readonly language: string | undefined;
  /** The stretch of its axis that the timeline shows; undefined: it follows the live edge. */
  readonly view: { readonly start: Ms; readonly end: Ms } | undefined;
  /** The instant that the page shows; undefined: the live edge. */
  readonly cursor: Ms | undefined;
  readonly transport: TransportWish;
  readonly mode: Mode;
  /** True: the link leaves the mode to a scenario that opens in step mode, which then plays. */
  readonly opensItself: boolean;
  // In step mode:
  readonly scheduler: Scheduler;
  readonly clock: (typeof clocks)[number];
  readonly axis: (typeof axes)[number];
  /** The run: a schedule as text, for others to read. undefined: by the seed, before its first step. */
  readonly run: string | undefined;
  /** Tells versions of the scenario's text apart. */
  readonly version: string | undefined;
  /** Steps taken at the instant that the page shows; undefined: all of the run. */
  readonly step: number | undefined;
  /** undefined: nothing is explored. */
  readonly explore: ExploreWish | undefined;
  /** The stop of a lesson or the challenge that is open: `lesson.locks.3`, `challenge.lose-one`. */
  readonly learn: string | undefined;
  /** What lies beneath the run: that with the cure, or what there is to be cured. undefined: nothing. */
  readonly compare: (typeof comparisons)[number] | undefined;
  /** With an exploration: the key of the ending whose run it is. */
  readonly ending: string | undefined;
  /** What whoever made the link calls it; undefined: nothing. */
  readonly title: string | undefined;
  readonly notes: readonly Note[];
  /** Stops and questions on the run, packed; what is in it is read by whoever shows it (`store/teach/own-lesson.ts`). */
  readonly lesson: string | undefined;
}

/**
 * Something in a link that could not be read: data for a sentence (`problems.<kind>` of the catalogue) that says what
 * was wrong, where, and what the page uses instead. Texts out of the link are cut to a length that fits a sentence.
 */
export type Problem =
  | { readonly kind: 'too-long'; readonly length: number; readonly limit: number }
  /** There are more fields than any link has: the rest was not read. */
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
  /** What the page uses instead, as text. */
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
