/** State of an exploration on the page. Separate from the page's state, since it is loaded on demand. */
import { createStore } from 'zustand/vanilla';
import type { Program } from '../../engines/program.ts';
import type {
  Comparison,
  Deciding,
  ExploreStatus,
  Found,
  FoundEnding,
  RunTreeValue,
  SearchName,
  WalkStep,
} from '../../explore/report.ts';
import type { ExploreWish } from '../../share/link.ts';

/** Settings of the exploration. */
export interface Explored {
  readonly program: Program;
  readonly seed: number;
  readonly wish: ExploreWish;
}

/** The last opened ending, and its deciding choice. */
export interface OpenEnding {
  readonly key: string;
  readonly steps: readonly WalkStep[];
  readonly deciding: Deciding | undefined;
}

export type ExploreView = 'endings' | 'tree' | 'compare';

export interface ExploreState {
  /** Searches available for the program. */
  readonly searches: readonly SearchName[];
  readonly explored: Explored | undefined;
  readonly status: ExploreStatus | 'loading' | 'failed';
  readonly found: Found | undefined;
  /** The failure, if any. */
  readonly report: string;
  readonly view: ExploreView;
  readonly open: OpenEnding | undefined;
  /** Keys of the endings to compare: at most two. */
  readonly chosen: readonly string[];
  readonly comparison: Comparison | undefined;
  readonly tree: RunTreeValue | undefined;
  /** Tree row whose run was opened last; -1 for none. */
  readonly row: number;
  /** Search for an ending other than the present run's; none: not found. */
  readonly seeking: 'no' | 'yes' | 'none';
}

export const initialExploreState: ExploreState = {
  searches: [],
  explored: undefined,
  status: 'loading',
  found: undefined,
  report: '',
  view: 'endings',
  open: undefined,
  chosen: [],
  comparison: undefined,
  tree: undefined,
  row: -1,
  seeking: 'no',
};

export const exploration = createStore<ExploreState>()(() => initialExploreState);

export function endingOf(key: string): FoundEnding | undefined {
  return exploration.getState().found?.endings.find((ending) => ending.key === key);
}
