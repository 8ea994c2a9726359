/** What the page shows of teaching, apart from the state of the page, since it is fetched with its panel. */
import { createStore } from 'zustand/vanilla';
import type { Outcome } from '../../trace/outcome.ts';
import type { Reach } from '../../explore/report.ts';

/** Whether the goal of the open challenge is reached. */
export type Verdict =
  /** Nothing is to be said yet. */
  | { readonly kind: 'open' }
  /** The run has come to an end that misses the goal. */
  | { readonly kind: 'missed' }
  /** Every interleaving is being looked at. */
  | { readonly kind: 'proving'; readonly runs: number }
  /** Some interleaving misses it still. */
  | { readonly kind: 'refuted'; readonly runs: number; readonly ending: Outcome['kind'] }
  /** There was no time to look at all of them. */
  | { readonly kind: 'unproved'; readonly runs: number }
  /** More was changed than may be. */
  | { readonly kind: 'changed'; readonly names: readonly string[] }
  | {
      readonly kind: 'won';
      readonly stars: number;
      /** Of a run its switches, of a cure the interleavings that prove it. */
      readonly count: number;
    };

export interface TeachState {
  /** Id of the open challenge. */
  readonly challenge: string | undefined;
  readonly verdict: Verdict;
  /** How far it is from the cursor to the goal; 'asked' while that is being worked out. */
  readonly hint: Reach | 'asked' | undefined;
  /** By challenge: the most stars so far. */
  readonly stars: Readonly<Record<string, number>>;
}

export const initialTeachState: TeachState = {
  challenge: undefined,
  verdict: { kind: 'open' },
  hint: undefined,
  stars: {},
};

export const teach = createStore<TeachState>()(() => initialTeachState);
