/** What step mode shows beside the run itself. Apart from the state of the page, since it is fetched with step mode. */
import { createStore } from 'zustand/vanilla';
import type { ObjectIndex } from '../../base/units.ts';
import type { Standing } from '../../engines/standing.ts';
import type { StepEnd, StepRun, StrategyName, strategyNames } from '../../engines/step-run.ts';
import { schedulers } from '../../share/link.ts';
import type { Session } from '../session.ts';

/** Links name them, so they are written down there too: the same names. */
export const strategyChoices = schedulers satisfies typeof strategyNames;

/** One of the runs that are kept. */
export interface Branch {
  /** Counted from 0; the page calls them A, B, C … */
  readonly id: number;
  readonly session: Session;
  readonly run: StepRun;
  /** Who chooses its further steps. */
  readonly strategy: StrategyName;
  /** The branch that it was forked from, and at which step; undefined for the first. */
  readonly from: { readonly id: number; readonly step: number } | undefined;
  /** The ending that it was opened for, by its key, and the step that decides it, once that is known. */
  readonly explored?: { readonly ending: string; readonly decides: number | undefined } | undefined;
}

export interface StepState {
  readonly strategy: StrategyName;
  readonly timed: boolean;
  /** Steps a second while it plays. */
  readonly rate: number;
  readonly isPlaying: boolean;
  /** Steps are being worked out. */
  readonly isBusy: boolean;
  /** And that takes long enough to be told. */
  readonly isSlow: boolean;
  /** Steps that were read of a run that is being opened, then steps that were taken; 0: none is. */
  readonly opened: number;
  /** Steps of this branch, and how many of them are over at the cursor. */
  readonly stepCount: number;
  readonly step: number;
  /** Who can move at the cursor; undefined while it is being worked out. */
  readonly standing: (Standing & { readonly of: StepRun }) | undefined;
  /** Why the last stretch of steps ended. */
  readonly end: StepEnd | undefined;
  readonly branches: readonly Branch[];
  /** Id of the branch on the page. */
  readonly shown: number;
  /** The branches that are laid side by side. */
  readonly isComparing: boolean;
  /** Objects of the run at whose events playing stops. */
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

/** The first step at which two branches part; undefined where one goes on from the other. */
export function firstDifference(a: StepRun, b: StepRun): number | undefined {
  const length = Math.min(a.stepCount, b.stepCount);
  for (let step = 0; step < length; step++) {
    if (a.threadAt(step) !== b.threadAt(step)) return step;
  }
  return undefined;
}
