/**
 * Definition of a challenge. In a `run` the reader schedules the threads in step mode, until the run has an ending that
 * meets the goal. In a `cure` the reader changes the settings, and an exploration of every interleaving proves that all
 * endings meet the goal. Time guarantees nothing in either.
 */
import type { ParamValues } from '../base/param-values.ts';
import type { Goal } from './goal.ts';

export const challengeChapters = ['races', 'circles', 'waking', 'order', 'cures'] as const;
export type ChallengeChapter = (typeof challengeChapters)[number];

interface Posed {
  /** Occurs in links and in the stored progress of the reader, so it never changes. */
  readonly id: string;
  readonly chapter: ChallengeChapter;
  readonly scenario: string;
  /** Settings other than the defaults. */
  readonly params: ParamValues;
  readonly goal: Goal;
}

export interface RunChallenge extends Posed {
  readonly kind: 'run';
  /** The fewest known thread switches that win it: three stars. */
  readonly best: number;
}

export interface CureChallenge extends Posed {
  readonly kind: 'cure';
  /** A setting that wins it by one change: three stars. */
  readonly cure: ParamValues;
  /** Settings that must not be changed: otherwise there would be nothing to cure. */
  readonly fixed: readonly string[];
}

export type Challenge = RunChallenge | CureChallenge;

/** Number of switches above the best that still gives two stars. */
const NEAR = 3;

/** 1 to 3. */
export function starsOf(challenge: Challenge, switchesOrChanges: number): number {
  if (challenge.kind === 'cure') return Math.max(1, 4 - Math.max(1, switchesOrChanges));
  if (switchesOrChanges <= challenge.best) return 3;
  return switchesOrChanges <= challenge.best + NEAR ? 2 : 1;
}

/** Number of settings changed from the faulty ones. */
export function changesFrom(sick: ParamValues, now: ParamValues): string[] {
  return Object.keys(now).filter((name) => now[name] !== sick[name]);
}
