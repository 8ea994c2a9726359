/** Messages between the page and the Worker that explores. Everything is cloned, nothing shared. */
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

/** Page to Worker. `turn` numbers explorations: messages about an earlier one are ignored. */
export type ToExplorer =
  /** Loads what an exploration needs, and makes its first run. */
  | ({ readonly type: 'warm' } & ExploreQuestion)
  /**
   * `part`: only this part of the random runs, as a helper of another explorer, which receives news instead of all
   * results.
   */
  | ({ readonly type: 'explore'; readonly turn: number; readonly part?: Part } & ExploreQuestion)
  | { readonly type: 'goOn'; readonly turn: number }
  | { readonly type: 'stop' }
  | ({ readonly request: number; readonly turn: number } & Question)
  | ({ readonly request: number } & ReachQuestion);

/** The program and the settings of an exploration. */
export interface ExploreQuestion {
  readonly program: ScenarioProgram;
  /** Seed of the program's random numbers. */
  readonly seed: number;
  readonly settings: ExploreSettings;
  /** Number of other Workers that may take random runs. Default: none. */
  readonly helpers?: number;
}

/** Distance from a point of a run to a wanted ending; independent of an exploration. */
export interface ReachQuestion {
  readonly type: 'reach';
  readonly program: ScenarioProgram;
  readonly seed: number;
  readonly goal: Goal;
  /** Operations that threads have completed so far. */
  readonly moves: readonly Move[];
}

/** Questions about the present exploration; endings by their keys. */
export type Question =
  | { readonly type: 'walk'; readonly key: string }
  | { readonly type: 'compare'; readonly keys: readonly [string, string] }
  | { readonly type: 'tree' }
  /** The run through a node of the tree to its first ending, as text. */
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

/** Results since the previous news. */
export interface News {
  /** Earlier news are invalid. */
  readonly isNew: boolean;
  /** New endings, or ones with fewer switches than before. */
  readonly endings: readonly Ending[];
  /** Numbers of runs by ending key. */
  readonly counts: readonly (readonly [key: string, count: number])[];
  readonly executions: number;
  readonly cut: number;
}

/** Worker to page. */
export type FromExplorer =
  /** The warm-up has made its first run, or failed. */
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
