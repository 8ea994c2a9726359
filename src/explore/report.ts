/** The page's settings for an exploration, and reports of its results: plain values. */
import type { Ms, ThreadIndex } from '../base/units.ts';
import type { Outcome } from '../trace/outcome.ts';

/**
 * auto: all interleavings if feasible, and random runs concurrently. all: all interleavings. bound: those with a
 * bounded number of preemptions. random, pos, pct: random runs (see random-search.ts).
 */
export type SearchName = 'auto' | 'all' | 'bound' | 'random' | 'pos' | 'pct';

export interface ExploreSettings {
  readonly search: SearchName;
  /** For bound. */
  readonly preemptions: number;
  /** For random runs: their number and their seed. */
  readonly runs: number;
  readonly seed: number;
  /** True: sleeps and timeouts order events as on an idle machine. False: they guarantee nothing. */
  readonly timed: boolean;
  /** Time limit, until continued for as long again. */
  readonly budget: Ms;
}

/** One ending. */
export interface FoundEnding extends Outcome {
  /** The same in every exploration of the program. */
  readonly key: string;
  /** Number of runs with this ending. */
  readonly count: number;
  /** Of the run with the fewest. */
  readonly switches: number;
}

/** Interval between two reports, so that a page can follow. */
export const REPORT_EVERY: Ms = 100;

/** Maximum number of endings reported; the others are counted. */
export const MOST_ENDINGS = 200;

/** Order of endings: fewest switches first, then the most frequent. */
export const fewestSwitchesFirst = (
  a: Pick<FoundEnding, 'switches' | 'count'>,
  b: Pick<FoundEnding, 'switches' | 'count'>,
): number => a.switches - b.switches || b.count - a.count;

/** Results so far. */
export interface Found {
  /** Everything in the search's scope was explored, and no run was cut: a proof. */
  readonly isComplete: boolean;
  /** Systematic runs, each a different interleaving; within the preemption bound if that is the search. */
  readonly inOrder: number;
  /** Random runs. */
  readonly byChance: number;
  /** Abandoned, because equivalent to another. */
  readonly blocked: number;
  /** Cut at the step limit. */
  readonly cut: number;
  /** Number of different endings. */
  readonly endingCount: number;
  /** The first of them: fewest switches first. */
  readonly endings: readonly FoundEnding[];
  /** Time spent. */
  readonly spent: Ms;
}

/** An observable step. */
export interface WalkStep {
  readonly thread: string;
  /** Names of its operation and its object; '' for no object. */
  readonly op: string;
  readonly on: string;
  /** Line of the program; 0 unknown. */
  readonly line: number;
  /** Number of the run's steps before it: the position in step mode. */
  readonly at: number;
}

/** The run of an ending, and the choice that decides it. */
export interface Walk {
  /** The run's schedule as text; undefined if it is too long for a text. */
  readonly text: string | undefined;
  readonly steps: readonly WalkStep[];
  readonly deciding: Deciding | undefined;
}

/** The last step before which the run could still have ended differently. */
export interface Deciding {
  /** Index of the step. */
  readonly step: number;
  /** True if every continuation was explored; else a number of them. */
  readonly isProved: boolean;
  /** Another thread in its place, and a run that then ends differently, as text. */
  readonly instead: { readonly thread: string; readonly text: string | undefined } | undefined;
}

/** A step, and its thread's index, the same in any run that got this far. */
export type ReachStep = WalkStep & { readonly by: ThreadIndex };

/** A thread's turn: what it does before another thread does anything. */
export interface ReachTurn {
  readonly first: ReachStep;
  readonly last: ReachStep;
  /** Operations that it completes, except creations. waits: it only begins to wait. */
  readonly moves: readonly { readonly op: string; readonly waits: boolean }[];
}

/** How a wanted ending can be reached from a point of a run. */
export type Reach =
  | {
      readonly kind: 'found';
      /** Number of thread switches from there on. */
      readonly switches: number;
      /** Turns in order; empty if the run is there already. */
      readonly turns: readonly ReachTurn[];
    }
  /** Every continuation was explored. */
  | { readonly kind: 'none' }
  /** Many were. */
  | { readonly kind: 'unseen' };

/** Two runs, each in an order in which they agree for as long as possible. */
export interface Comparison {
  /** Number of common steps, which come first in each. */
  readonly common: number;
  readonly sides: readonly [ComparedRun, ComparedRun];
}

export interface ComparedRun {
  readonly text: string | undefined;
  readonly steps: readonly WalkStep[];
}

/** A choice in the tree of interleavings, with the steps up to the next one. */
export interface TreeNode {
  /** Row of the parent; -1 for the root, which is row 0. */
  readonly parent: number;
  /** Its first step; undefined for a root without steps. */
  readonly first: WalkStep | undefined;
  /** Number of steps up to the next choice. */
  readonly length: number;
  /** Runs through it, by ending: row of `endings`, and number. */
  readonly counts: readonly (readonly [ending: number, runs: number])[];
}

export interface RunTreeValue {
  /** Each after its parent. */
  readonly nodes: readonly TreeNode[];
  /** Keys. */
  readonly endings: readonly string[];
  /** Runs in the tree; later ones came when it was full. */
  readonly runs: number;
  readonly isFull: boolean;
}

/** exploring: at work. stopped: by the reader, or at the time limit. over: nothing is left. */
export type ExploreStatus = 'exploring' | 'stopped' | 'over';

/** Receives an exploration's reports. */
export interface ExploreListener {
  found(found: Found, status: ExploreStatus): void;
  failed(report: string): void;
}
