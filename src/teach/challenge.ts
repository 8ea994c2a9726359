/**
 * What a challenge is. Of a `run` the reader chooses who moves in step mode, until the run comes to an ending that meets the
 * goal. Of a `cure` the reader changes the settings, and an exploration of every interleaving proves that none is left that
 * misses it. Time guarantees nothing in either.
 */
import type { ParamValues } from '../base/param-values.ts';
import type { Goal } from './goal.ts';

export const challengeChapters = ['races', 'circles', 'waking', 'order', 'cures'] as const;
export type ChallengeChapter = (typeof challengeChapters)[number];

interface Posed {
  /** Stands in links and in what is kept of the reader's progress, so it never changes. */
  readonly id: string;
  readonly chapter: ChallengeChapter;
  readonly scenario: string;
  /** What is set otherwise than by default. */
  readonly params: ParamValues;
  readonly goal: Goal;
}

export interface RunChallenge extends Posed {
  readonly kind: 'run';
  /** The fewest switches from one thread to another with which it is known to be won: three stars. */
  readonly best: number;
}

export interface CureChallenge extends Posed {
  readonly kind: 'cure';
  /** A setting that does it, by one change: three stars. */
  readonly cure: ParamValues;
  /** Settings that must stay as they are: with others there would be nothing to cure. */
  readonly fixed: readonly string[];
}

export type Challenge = RunChallenge | CureChallenge;

/** So many more switches than the best still give two stars. */
const NEAR = 3;

/** 1 to 3. */
export function starsOf(challenge: Challenge, switchesOrChanges: number): number {
  if (challenge.kind === 'cure') return Math.max(1, 4 - Math.max(1, switchesOrChanges));
  if (switchesOrChanges <= challenge.best) return 3;
  return switchesOrChanges <= challenge.best + NEAR ? 2 : 1;
}

/** How many settings differ from the sick ones. */
export function changesFrom(sick: ParamValues, now: ParamValues): string[] {
  return Object.keys(now).filter((name) => now[name] !== sick[name]);
}
