/** What a page asks of an exploration, and what it is told of one: plain values. */
import type { Ms, ThreadIndex } from '../base/units.ts';
import type { Outcome } from '../trace/outcome.ts';

/**
 * auto: every interleaving where that ends soon, and beside it some by chance. all: every interleaving. bound: those with
 * at most so many preemptions. random, pos, pct: some by chance (see random-search.ts).
 */
export type SearchName = 'auto' | 'all' | 'bound' | 'random' | 'pos' | 'pct';

export interface ExploreSettings {
  readonly search: SearchName;
  /** Of bound. */
  readonly preemptions: number;
  /** By chance: how many runs, and by which seed. */
  readonly runs: number;
  readonly seed: number;
  /** True: sleeps and time limits order events as on an idle machine. False: they guarantee nothing. */
  readonly timed: boolean;
  /** How long to go on, until told to go on for as long again. */
  readonly budget: Ms;
}

/** One way to end. */
export interface FoundEnding extends Outcome {
  /** The same in every exploration of the program. */
  readonly key: string;
  /** Runs that ended so. */
  readonly count: number;
  /** Of the run with the fewest that ended so. */
  readonly switches: number;
}

/** Between two reports of what is known, so that a page can follow. */
export const REPORT_EVERY: Ms = 100;

/** Endings that are told; the others are counted. */
export const MOST_ENDINGS = 200;

/** The order in which endings are told: fewest switches first, then those that come most often. */
export const fewestSwitchesFirst = (
  a: Pick<FoundEnding, 'switches' | 'count'>,
  b: Pick<FoundEnding, 'switches' | 'count'>,
): number => a.switches - b.switches || b.count - a.count;

/** What is known so far. */
export interface Found {
  /** Everything that the search is about was explored, and no run was cut: a proof. */
  readonly isComplete: boolean;
  /** Runs in order, each a different interleaving; of those with few preemptions where that is the search. */
  readonly inOrder: number;
  /** Runs by chance. */
  readonly byChance: number;
  /** Given up, since others come to the same. */
  readonly blocked: number;
  /** Ended for their length. */
  readonly cut: number;
  /** Different endings. */
  readonly endingCount: number;
  /** The first of them: fewest switches first. */
  readonly endings: readonly FoundEnding[];
  /** Time spent. */
  readonly spent: Ms;
}

/** A step that others can notice. */
export interface WalkStep {
  readonly thread: string;
  /** Name of its operation; what it is about, or ''. */
  readonly op: string;
  readonly on: string;
  /** Line of the program; 0 unknown. */
  readonly line: number;
  /** How many of the run's steps come before it: where step mode stands. */
  readonly at: number;
}

/** The run of an ending, and what decides that it ends so. */
export interface Walk {
  /** The run's schedule as text; undefined where it is longer than any text. */
  readonly text: string | undefined;
  readonly steps: readonly WalkStep[];
  readonly deciding: Deciding | undefined;
}

/** The last step before which the run could still have ended in another way. */
export interface Deciding {
  /** Which of the steps. */
  readonly step: number;
  /** Every way on from there was looked at; else a number of them. */
  readonly isProved: boolean;
  /** Another thread in its place, and a run that then ends in another way, as text. */
  readonly instead: { readonly thread: string; readonly text: string | undefined } | undefined;
}

/** A step, and the index of its thread in any run that got so far. */
export type ReachStep = WalkStep & { readonly by: ThreadIndex };

/** What one thread does before another is to do anything. */
export interface ReachTurn {
  readonly first: ReachStep;
  readonly last: ReachStep;
  /** What it comes through, save what it creates. waits: it only begins to wait. */
  readonly moves: readonly { readonly op: string; readonly waits: boolean }[];
}

/** How an ending that is wanted can be reached from a point of a run. */
export type Reach =
  | {
      readonly kind: 'found';
      /** From one thread to another, from there on. */
      readonly switches: number;
      /** Whose turn it is, and then whose; none where the run is there already. */
      readonly turns: readonly ReachTurn[];
    }
  /** Every way on was tried. */
  | { readonly kind: 'none' }
  /** Many were. */
  | { readonly kind: 'unseen' };

/** Two runs, each in an order in which they are the same for as long as can be. */
export interface Comparison {
  /** Steps that both have; the first of each. */
  readonly common: number;
  readonly sides: readonly [ComparedRun, ComparedRun];
}

export interface ComparedRun {
  readonly text: string | undefined;
  readonly steps: readonly WalkStep[];
}

/** A choice in the tree of interleavings, with what follows until the next one. */
export interface TreeNode {
  /** Row of the node before; -1 for the root, which is row 0. */
  readonly parent: number;
  /** The first of its steps; undefined for a root without. */
  readonly first: WalkStep | undefined;
  /** How many steps, up to the next choice. */
  readonly length: number;
  /** Runs through it, by their ending: row of `endings`, how many. */
  readonly counts: readonly (readonly [ending: number, runs: number])[];
}

export interface RunTreeValue {
  /** Each after its parent. */
  readonly nodes: readonly TreeNode[];
  /** Keys. */
  readonly endings: readonly string[];
  /** Runs in it; the others came when it was full. */
  readonly runs: number;
  readonly isFull: boolean;
}

/** exploring: goes on by itself. stopped: by the reader, or its time is up. over: nothing is left. */
export type ExploreStatus = 'exploring' | 'stopped' | 'over';

/** What an exploration tells whoever asked for it. */
export interface ExploreListener {
  found(found: Found, status: ExploreStatus): void;
  failed(report: string): void;
}
