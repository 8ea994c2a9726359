/** State of step mode besides the run itself. Separate from the page's state, since it is loaded with step mode. */
import { createStore } from 'zustand/vanilla';
import type { ObjectIndex } from '../../base/units.ts';
import type { Standing } from '../../engines/standing.ts';
import type { StepEnd, StepRun, StrategyName, strategyNames } from '../../engines/step-run.ts';
import { schedulers } from '../../share/link.ts';
import type { Session } from '../session.ts';

/** The same names as in links. */
export const strategyChoices = schedulers satisfies typeof strategyNames;

/** A stored run. */
export interface Branch {
  /** Counted from 0; the page calls them A, B, C … */
  readonly id: number;
  readonly session: Session;
  readonly run: StepRun;
  /** Strategy of its further steps. */
  readonly strategy: StrategyName;
  /** The branch that it was forked from, and the step; undefined for the first. */
  readonly from: { readonly id: number; readonly step: number } | undefined;
  /** The ending for which it was opened, by key, and its deciding step once known. */
  readonly explored?: { readonly ending: string; readonly decides: number | undefined } | undefined;
}

export interface StepState {
  readonly strategy: StrategyName;
  readonly timed: boolean;
  /** Steps per second while playing. */
  readonly rate: number;
  readonly isPlaying: boolean;
  /** Steps are being computed. */
  readonly isBusy: boolean;
  /** Computing takes long enough to be indicated. */
  readonly isSlow: boolean;
  /** Progress of opening a run: steps decoded, then steps taken; 0: none. */
  readonly opened: number;
  /** Number of steps of this branch, and number completed at the cursor. */
  readonly stepCount: number;
  readonly step: number;
  /** Threads that can move at the cursor; undefined while being computed. */
  readonly standing: (Standing & { readonly of: StepRun }) | undefined;
  /** Why the last series of steps ended. */
  readonly end: StepEnd | undefined;
  readonly branches: readonly Branch[];
  /** Id of the branch on the page. */
  readonly shown: number;
  /** The branches shown for comparison. */
  readonly isComparing: boolean;
  /** Objects with breakpoints. */
  readonly breakObjects: readonly ObjectIndex[];
}

export const initialStepState: StepState = {
  strategy: 'random',
  timed: true,
  rate: 4,
  isPlaying: false,
  isBusy: false,
  isSlow: false,
  opened: 0,
  stepCount: 0,
  step: 0,
  standing: undefined,
  end: undefined,
  branches: [],
  shown: 0,
  isComparing: false,
  breakObjects: [],
};

export const steps = createStore<StepState>()(() => initialStepState);

/** A, B, … Z, AA, AB … */
export function branchLetter(id: number): string {
  const letter = String.fromCharCode(65 + (id % 26));
  return id < 26 ? letter : branchLetter(Math.floor(id / 26) - 1) + letter;
}

/** The branch on the page. */
export function shownBranch({ branches, shown }: StepState = steps.getState()): Branch | undefined {
  return branches.find(({ id }) => id === shown);
}

/** The first step at which two branches differ; undefined if one continues the other. */
export function firstDifference(a: StepRun, b: StepRun): number | undefined {
  const length = Math.min(a.stepCount, b.stepCount);
  for (let step = 0; step < length; step++) {
    if (a.threadAt(step) !== b.threadAt(step)) return step;
  }
  return undefined;
}
