/** What a scenario is: a folder with a program, its Python listing, its params and its texts. */
import type { ParamValues } from '../base/param-values.ts';
import type { Steps } from '../program/steps.ts';

/** A knob of a scenario. Its label and help are texts: `params.<name>.label`, `params.<name>.help`. */
export type Param =
  | { readonly type: 'int'; readonly min: number; readonly max: number; readonly default: number }
  /** A duration of the program in seconds; shown with its unit. */
  | {
      readonly type: 'seconds';
      readonly min: number;
      readonly max: number;
      readonly step: number;
      readonly default: number;
    }
  | { readonly type: 'bool'; readonly default: boolean }
  /** Each option has a text: `params.<name>.options.<option>`. */
  | {
      readonly type: 'choice';
      readonly options: readonly string[];
      readonly default: string;
      /** Options that apply in step mode only: in live mode they have no effect. */
      readonly stepOnly?: readonly string[];
    };

export type ParamTable = Readonly<Record<string, Param>>;

/** The params that a program receives, typed from its table. */
export type ParamsOf<T extends ParamTable> = {
  readonly [K in keyof T]: T[K] extends { type: 'int' | 'seconds' }
    ? number
    : T[K] extends { type: 'bool' }
      ? boolean
      : T[K] extends { type: 'choice'; options: readonly (infer O)[] }
        ? O
        : never;
};

/** How the stage draws an object whose general figure would not do it justice. */
export interface StageHint {
  /** Name of the object in the program. */
  readonly object: string;
  readonly as: 'traffic-light' | 'segments' | 'table';
  /** Names of other objects drawn with it, in the figure's order. */
  readonly with?: readonly string[];
}

/** A task for a worker tab. */
export interface Question {
  /** The program's name for the tab. */
  readonly tab: number;
  readonly task: number;
}

export const chapters = [
  'threads',
  'locks',
  'queues',
  'processes',
  'network',
  'ideas',
  'pitfalls',
] as const;
export type Chapter = (typeof chapters)[number];

/** A line that a reader could type: used by tests and by recorded CPython runs. null: end of input. */
export interface CannedLine {
  /** The terminal's path: '/dev/tty', or one that the program opens. */
  readonly terminal: string;
  readonly line: string | null;
}

/** How step mode opens a scenario: its strategy, and the playing speed in steps per second. */
export interface StepOpening {
  readonly strategy: 'round-robin' | 'two-cores' | 'four-cores' | 'gil-two-cores' | 'gil';
  readonly rate: number;
}

export interface Scenario {
  /** The folder's name; occurs in links, so it never changes. */
  readonly id: string;
  readonly chapter: Chapter;
  /** Position within the chapter. */
  readonly order: number;
  readonly params: ParamTable;
  /** Maximum number of concurrent threads, the main thread included: the size of the pool. */
  readonly threads: (params: ParamValues) => number;
  readonly stage: readonly StageHint[];
  /** Names of objects that the program creates but does not use with these params: the stage does not draw them. */
  readonly idle?: (params: ParamValues) => readonly string[];
  /** Names of bookkeeping objects: they have lanes, but no figures. */
  readonly lanesOnly?: readonly string[];
  /** The program creates no object with any params: the stage shows threads only. */
  readonly threadsOnly?: true;
  /** The program performs ops of the kernel's core only (`kernel/core-ops.ts`): for a live run no more is loaded. */
  readonly coreOnly?: true;
  /** The initial picture: the stage with its objects, or the process tree. Default: stage. */
  readonly view?: 'stage' | 'processes';
  /** For programs that other tabs may work for: the task that a prompt of the program contains. */
  readonly tabs?: (prompt: string) => Question | undefined;
  /** Lines in order of typing, each when the program waits for one. */
  readonly input?: readonly CannedLine[];
  /** For scenarios that open in step mode and play there. */
  readonly opens?: (params: ParamValues) => StepOpening;
}

/** Definition of a scenario in its folder: its params are typed by its own table. */
export function defineScenario<const T extends ParamTable>(
  scenario: Omit<Scenario, 'params' | 'threads' | 'idle' | 'opens'> & {
    readonly params: T;
    readonly threads: (params: ParamsOf<T>) => number;
    readonly idle?: (params: ParamsOf<T>) => readonly string[];
    readonly opens?: (params: ParamsOf<T>) => StepOpening;
  },
): Scenario & { readonly params: T } {
  // Sound because only `readParams` creates values, from this very table.
  return scenario as unknown as Scenario & { readonly params: T };
}

/** A program module: main, and exported functions of threads and processes. */
export interface ProgramModule {
  readonly main: (params: never) => Steps<unknown>;
  readonly [body: string]: unknown;
}

/** Texts of a scenario in the gallery. */
export interface GalleryTexts {
  readonly title: string;
  /** One line. */
  readonly summary: string;
}

export interface ParamTexts {
  readonly label: string;
  readonly help: string;
  /** For a choice: labels of the options. */
  readonly options?: Readonly<Record<string, string>>;
}

export interface ScenarioTexts extends GalleryTexts {
  /** Two or three sentences: what to look for. */
  readonly look: string;
  /** The section of Python's documentation, by its name. */
  readonly docs: string;
  /** Path of that section below the documentation of a version: 'library/threading.html#lock-objects'. */
  readonly docsAt: string;
  /** Search terms: other names of the topic, separated by commas. */
  readonly words: string;
  /** What live mode shows of it on a machine with `{{cores}}` processors; absent if there is nothing to say. */
  readonly live?: string;
  readonly params: Readonly<Record<string, ParamTexts>>;
  /** Names of its presets; absent if it has none. */
  readonly presets?: Readonly<Record<string, string>>;
}

/** Colour class of a piece of a listing; '' is plain. */
export type Token =
  | ''
  | 'keyword'
  | 'string'
  | 'number'
  | 'constant'
  | 'comment'
  | 'function'
  | 'type';

/** A source text for display: highlighted at build time, so that the page needs no highlighter. */
export interface Listing {
  /** Each line is a list of pieces. */
  readonly lines: readonly (readonly (readonly [text: string, token: Token])[])[];
  /** Lines (from 1) with each mark, in order. */
  readonly marks: Readonly<Record<string, readonly number[]>>;
  /** Lines (from 1) that set a param, by name. The value shown there follows the controls. */
  readonly params: Readonly<Record<string, number>>;
}
