/** What the page shows of an exploration. Apart from the state of the page, since it is fetched when it is first wanted. */
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

/** What was asked for. */
export interface Explored {
  readonly program: Program;
  readonly seed: number;
  readonly wish: ExploreWish;
}

/** The ending whose run was opened last, and what decides it. */
export interface OpenEnding {
  readonly key: string;
  readonly steps: readonly WalkStep[];
  readonly deciding: Deciding | undefined;
}

export type ExploreView = 'endings' | 'tree' | 'compare';

export interface ExploreState {
  /** The searches that there are for the program. */
  readonly searches: readonly SearchName[];
  readonly explored: Explored | undefined;
  readonly status: ExploreStatus | 'loading' | 'failed';
  readonly found: Found | undefined;
  /** What went wrong, if it did. */
  readonly report: string;
  readonly view: ExploreView;
  readonly open: OpenEnding | undefined;
  /** Keys of the endings that are to be compared: at most two. */
  readonly chosen: readonly string[];
  readonly comparison: Comparison | undefined;
  readonly tree: RunTreeValue | undefined;
  /** Row of the tree whose run was opened last; -1 for none. */
  readonly row: number;
  /** Another ending is looked for than that of the present run; none: there was none. */
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
