/** State of teaching on the page, separate from the page's state, since it is loaded with its panel. */
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
  /** Undecided. */
  | { readonly kind: 'open' }
  /** The run has an ending that misses the goal. */
  | { readonly kind: 'missed' }
  /** Every interleaving is being explored. */
  | { readonly kind: 'proving'; readonly runs: number }
  /** Some interleaving still misses it. */
  | { readonly kind: 'refuted'; readonly runs: number; readonly ending: Outcome['kind'] }
  /** The time limit was reached before all were explored. */
  | { readonly kind: 'unproved'; readonly runs: number }
  /** More settings were changed than allowed. */
  | { readonly kind: 'changed'; readonly names: readonly string[] }
  | {
      readonly kind: 'won';
      readonly stars: number;
      readonly isProof: boolean;
      /** For a run its switches, for a cure the number of interleavings in the proof. */
      readonly count: number;
    };

/** A question asked at the cursor. */
export interface Asked {
  readonly question: Question;
  /** Number of events when it was asked. */
  readonly count: EventIndex;
  /** undefined until answered: the answer, the right one, and whether they agree. */
  readonly answered:
    | {
        readonly given: string;
        readonly right: string;
        readonly isRight: boolean;
        /** The right answer is only the author's, not confirmed by the run. */
        readonly isOnlySaid: boolean;
      }
    | undefined;
  /** The run was playing before. */
  readonly wasPlaying: boolean;
}

/** Where questions are asked: nowhere, in step mode, in live runs too. */
export type AskMe = 'off' | 'step' | 'always';

/** `from`: number of events at the start of its present turn. */
export type Hint = Reach & { readonly from: EventIndex };

export interface TeachState {
  /** Id of the open challenge. */
  readonly challenge: string | undefined;
  readonly verdict: Verdict;
  /** Distance from the cursor to the goal; 'asked' while being computed. */
  readonly hint: Hint | 'asked' | undefined;
  /** By challenge: the most stars so far. */
  readonly stars: Readonly<Record<string, number>>;
  readonly askMe: AskMe;
  readonly asked: Asked | undefined;
  /** Number of questions for the present settings. */
  readonly questions: number;
  /** Other settings of the scenario with questions; undefined if there are none. */
  readonly elsewhere: ParamValues | undefined;
  /** The tour in progress, its stop, and whether the stop has been reached. */
  readonly tour: Tour | undefined;
  /** Stops of the lesson that came with the run, or is being written. */
  readonly own: readonly OwnStop[];
  /** Why the lesson could not be read. */
  readonly ownProblem: OwnLessonProblem | undefined;
}

export interface Tour {
  /** own: the lesson that came with the run. */
  readonly id: LessonId | 'own';
  /** From 0. */
  readonly stop: number;
  /** there: it is shown. missing: the run has no such event so far. */
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
