/** What crosses between the page and the Worker that explores. Everything is cloned, nothing shared. */
import type { ScenarioProgram } from '../../engines/program.ts';
import type { Goal } from '../../teach/goal.ts';
import type { Move } from '../../teach/switches.ts';
import type { Ending } from '../exploration.ts';
import type { Part } from '../random-search.ts';
import type {
  Comparison,
  ExploreSettings,
  ExploreStatus,
  Found,
  Reach,
  RunTreeValue,
  Walk,
} from '../report.ts';

/** Page to Worker. `turn` counts explorations: what is said of an earlier one is not heard. */
export type ToExplorer =
  /** Loads what an exploration will need, and makes its first run. */
  | ({ readonly type: 'warm' } & ExploreQuestion)
  /** `part`: only that of the runs by chance, as a helper of another explorer, which hears news instead of all that was found. */
  | ({ readonly type: 'explore'; readonly turn: number; readonly part?: Part } & ExploreQuestion)
  | { readonly type: 'goOn'; readonly turn: number }
  | { readonly type: 'stop' }
  | ({ readonly request: number; readonly turn: number } & Question)
  | ({ readonly request: number } & ReachQuestion);

/** What is explored, and how. */
export interface ExploreQuestion {
  readonly program: ScenarioProgram;
  /** What the program draws from. */
  readonly seed: number;
  readonly settings: ExploreSettings;
  /** How many other Workers may take runs by chance meanwhile. Default: none. */
  readonly helpers?: number;
}

/** About no exploration: how far it is from a point of a run to an ending that is wanted. */
export interface ReachQuestion {
  readonly type: 'reach';
  readonly program: ScenarioProgram;
  readonly seed: number;
  readonly goal: Goal;
  /** What threads have come through so far. */
  readonly moves: readonly Move[];
}

/** About the present exploration; endings by their keys. */
export type Question =
  | { readonly type: 'walk'; readonly key: string }
  | { readonly type: 'compare'; readonly keys: readonly [string, string] }
  | { readonly type: 'tree' }
  /** The run that goes through a node of the tree to its first ending, as text. */
  | { readonly type: 'branch'; readonly node: number };

export interface Answers {
  readonly walk: Walk;
  readonly compare: Comparison;
  readonly tree: RunTreeValue;
  readonly branch: Walk;
  readonly reach: Reach;
}

/** A helper to the explorer that it helps. */
export type FromHelper =
  | {
      readonly type: 'news';
      readonly turn: number;
      readonly status: ExploreStatus;
      readonly news: News;
    }
  | FromExplorer;

/** What was found since the news before. */
export interface News {
  /** What was told before is no longer so. */
  readonly isNew: boolean;
  /** Those that were not known, or have a run with fewer switches now. */
  readonly endings: readonly Ending[];
  /** How many runs ended so, by the key of the ending. */
  readonly counts: readonly (readonly [key: string, count: number])[];
  readonly executions: number;
  readonly cut: number;
}

/** Worker to page. */
export type FromExplorer =
  /** It has made the first run of what was to be warmed, or could not. */
  | { readonly type: 'warm' }
  | {
      readonly type: 'found';
      readonly turn: number;
      readonly status: ExploreStatus;
      readonly found: Found;
    }
  | {
      readonly type: 'answer';
      readonly request: number;
      /** undefined: there is no such ending any more. */
      readonly answer: Answers[keyof Answers] | undefined;
    }
  /** The program could not be loaded, or Weft itself failed. */
  | { readonly type: 'failed'; readonly turn: number; readonly report: string };
