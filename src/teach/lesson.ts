/**
 * A guided tour over scenarios: stops, each an instant of a reproducible run, with a selection and a caption. Lessons
 * are data files in `lessons/`.
 */
import type { ParamValues } from '../base/param-values.ts';
import type { Question } from './question.ts';
import type { Spot } from './spot.ts';

/** Strategy of a stop's run. */
export type LessonStrategy =
  | 'random'
  | 'round-robin'
  | 'two-cores'
  | 'four-cores'
  | 'gil'
  | 'nasty';

/** An instant of a run, with a selection and a caption. */
interface Shown {
  /** The page shows the instant just after this event. */
  readonly at: Spot;
  /** Name of the selection. */
  readonly select?: { readonly thread: string } | { readonly object: string };
  readonly caption: { readonly en: string; readonly 'zh-CN': string };
}

export interface Stop extends Shown {
  readonly scenario: string;
  readonly params: ParamValues;
  /** Default: random, seed 1. */
  readonly strategy?: LessonStrategy;
  readonly seed?: number;
  /** Id of a question of the scenario asked there. */
  readonly question?: string;
}

/**
 * A stop of a lesson that a user made of a run. Its run is the one that it came with; the question is the author's own.
 * The caption may be empty: then the stop only asks.
 */
export interface OwnStop extends Shown {
  readonly question?: Question;
}

export interface Lesson {
  /** Occurs in links, so it never changes. */
  readonly id: string;
  readonly title: { readonly en: string; readonly 'zh-CN': string };
  readonly stops: readonly Stop[];
}
