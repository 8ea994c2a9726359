/** What the page shows of teaching, apart from the state of the page, since it is fetched with its panel. */
import { createStore } from 'zustand/vanilla';
import type { ParamValues } from '../../base/param-values.ts';
import type { EventIndex } from '../../base/units.ts';
import type { Outcome } from '../../trace/outcome.ts';
import type { Reach } from '../../explore/report.ts';
import type { OwnStop } from '../../teach/lesson.ts';
import type { LessonId } from '../../teach/lessons/list.ts';
import type { OwnLessonProblem } from '../../teach/own-lesson.ts';
import type { Question } from '../../teach/question.ts';

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
      readonly isProof: boolean;
      /** Of a run its switches, of a cure the interleavings that prove it. */
      readonly count: number;
    };

/** A question that is asked at the cursor. */
export interface Asked {
  readonly question: Question;
  /** How many events had happened when it was asked. */
  readonly count: EventIndex;
  /** undefined until the reader has answered: what, what is right, and whether that is the same. */
  readonly answered:
    | {
        readonly given: string;
        readonly right: string;
        readonly isRight: boolean;
        /** Nothing but the word of whoever wrote the question says so. */
        readonly isOnlySaid: boolean;
      }
    | undefined;
  /** The run went on by itself before. */
  readonly wasPlaying: boolean;
}

/** Where the reader is asked: nowhere, in step mode, in live runs too. */
export type AskMe = 'off' | 'step' | 'always';

/** `from`: how many events had happened where its present turn begins. */
export type Hint = Reach & { readonly from: EventIndex };

export interface TeachState {
  /** Id of the open challenge. */
  readonly challenge: string | undefined;
  readonly verdict: Verdict;
  /** How far it is from the cursor to the goal; 'asked' while that is being worked out. */
  readonly hint: Hint | 'asked' | undefined;
  /** By challenge: the most stars so far. */
  readonly stars: Readonly<Record<string, number>>;
  readonly askMe: AskMe;
  readonly asked: Asked | undefined;
  /** How many questions the present settings have. */
  readonly questions: number;
  /** Other settings of the scenario that have some; undefined where there are none. */
  readonly elsewhere: ParamValues | undefined;
  /** The tour that is on, at which of its stops, and whether that is still being gone to. */
  readonly tour: Tour | undefined;
  /** Stops of the lesson that came with the run, or is being written. */
  readonly own: readonly OwnStop[];
  /** Why what came could not be read. */
  readonly ownProblem: OwnLessonProblem | undefined;
}

export interface Tour {
  /** own: what came with the run. */
  readonly id: LessonId | 'own';
  /** From 0. */
  readonly stop: number;
  /** there: it is shown. missing: the run has no such event, so far. */
  readonly arrival: 'on-the-way' | 'there' | 'missing';
}

export const initialTeachState: TeachState = {
  challenge: undefined,
  verdict: { kind: 'open' },
  hint: undefined,
  stars: {},
  askMe: 'step',
  asked: undefined,
  questions: 0,
  elsewhere: undefined,
  tour: undefined,
  own: [],
  ownProblem: undefined,
};

export const teach = createStore<TeachState>()(() => initialTeachState);
