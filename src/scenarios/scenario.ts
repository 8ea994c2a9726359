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
      /** Options that mean something in step mode alone: live, nobody obeys them. */
      readonly stepOnly?: readonly string[];
    };

export type ParamTable = Readonly<Record<string, Param>>;

/** The values that a program gets, typed from its table. */
export type ParamsOf<T extends ParamTable> = {
  readonly [K in keyof T]: T[K] extends { type: 'int' | 'seconds' }
    ? number
    : T[K] extends { type: 'bool' }
      ? boolean
      : T[K] extends { type: 'choice'; options: readonly (infer O)[] }
        ? O
        : never;
};

/** How the stage draws an object that the general picture would undersell. */
export interface StageHint {
  /** Name of the object in the program. */
  readonly object: string;
  readonly as: 'traffic-light' | 'segments' | 'table';
  /** Names of the other objects that are drawn with it, in the figure's order. */
  readonly with?: readonly string[];
}

/** A task for a worker tab. */
export interface Question {
  /** What the program calls the tab. */
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

/** A line that a reader could type: what tests and CPython's recorded runs type. null: the end of input. */
export interface CannedLine {
  /** The terminal's path: '/dev/tty', or one that the program opens. */
  readonly terminal: string;
  readonly line: string | null;
}

/** How step mode opens a scenario: who chooses the next step, and how many steps a second play. */
export interface StepOpening {
  readonly strategy: 'round-robin' | 'two-cores' | 'four-cores' | 'gil-two-cores' | 'gil';
  readonly rate: number;
}

export interface Scenario {
  /** Its folder's name; stands in links, so it never changes. */
  readonly id: string;
  readonly chapter: Chapter;
  /** Place within the chapter. */
  readonly order: number;
  readonly params: ParamTable;
  /** The most threads alive at once, the main thread included: the size of the pool. */
  readonly threads: (params: ParamValues) => number;
  readonly stage: readonly StageHint[];
  /** Objects that the program makes and nobody uses with these params, by name: the stage does not draw them. */
  readonly idle?: (params: ParamValues) => readonly string[];
  /** Objects by which its program keeps its books, by name: they have lanes, and no figures beside those of the story. */
  readonly lanesOnly?: readonly string[];
  /** Its program makes no object, whatever its params: the stage has its threads alone. */
  readonly threadsOnly?: true;
  /** What the page shows first of the two pictures: the stage with its objects, or the tree of processes. Default: stage. */
  readonly view?: 'stage' | 'processes';
  /** Present where other tabs of the browser may work for it: what a prompt of its program asks of one. */
  readonly tabs?: (prompt: string) => Question | undefined;
  /** In the order in which it is typed, each line when the program waits for one. */
  readonly input?: readonly CannedLine[];
  /** Present where it is at home in step mode: it opens there, and plays. */
  readonly opens?: (params: ParamValues) => StepOpening;
}

/** A scenario as its folder writes it: its params typed by its own table. */
export function defineScenario<const T extends ParamTable>(
  scenario: Omit<Scenario, 'params' | 'threads' | 'idle' | 'opens'> & {
    readonly params: T;
    readonly threads: (params: ParamsOf<T>) => number;
    readonly idle?: (params: ParamsOf<T>) => readonly string[];
    readonly opens?: (params: ParamsOf<T>) => StepOpening;
  },
): Scenario & { readonly params: T } {
  // Sound because only `readParams` makes values, from this very table.
  return scenario as unknown as Scenario & { readonly params: T };
}

/** A program module: a main thread's body, and the bodies of threads and processes, exported by name. */
export interface ProgramModule {
  readonly main: (params: never) => Steps<unknown>;
  readonly [body: string]: unknown;
}

/** What the gallery says of a scenario. */
export interface GalleryTexts {
  readonly title: string;
  /** One line. */
  readonly summary: string;
}

export interface ParamTexts {
  readonly label: string;
  readonly help: string;
  /** For a choice: what each option is called. */
  readonly options?: Readonly<Record<string, string>>;
}

export interface ScenarioTexts extends GalleryTexts {
  /** Two or three sentences: what to look for. */
  readonly look: string;
  /** The section of Python's documentation, by its name. */
  readonly docs: string;
  /** Where that section is, below the documentation of a version: 'library/threading.html#lock-objects'. */
  readonly docsAt: string;
  /** What else people call what it is about, for the search: names of the field, with commas. */
  readonly words: string;
  /** What live mode shows of it on a machine with `{{cores}}` processors; absent where there is nothing to be said. */
  readonly live?: string;
  readonly params: Readonly<Record<string, ParamTexts>>;
  /** What each of its presets is called; absent where it has none. */
  readonly presets?: Readonly<Record<string, string>>;
}

/** How a run of a listing is coloured; '' is plain. */
export type Token =
  '' | 'keyword' | 'string' | 'number' | 'constant' | 'comment' | 'function' | 'type';

/** A source text as it is shown: highlighted when the project is built, so that the page needs no highlighter. */
export interface Listing {
  /** Each line is a list of runs. */
  readonly lines: readonly (readonly (readonly [text: string, token: Token])[])[];
  /** Lines (from 1) that carry each mark, in order. */
  readonly marks: Readonly<Record<string, readonly number[]>>;
  /** Lines (from 1) that set a param: name -> line. The value shown there follows the controls. */
  readonly params: Readonly<Record<string, number>>;
}
