/**
 * A guided tour over scenarios: stops, each an instant of a run that is the same everywhere, with what to look at and what to
 * say. Lessons are data files in `lessons/`.
 */
import type { ParamValues } from '../base/param-values.ts';
import type { Spot } from './spot.ts';

/** Who chooses the steps of a stop's run. */
export type LessonStrategy =
  'random' | 'round-robin' | 'two-cores' | 'four-cores' | 'gil' | 'nasty';

export interface Stop {
  readonly scenario: string;
  readonly params: ParamValues;
  /** Default: random, seed 1. */
  readonly strategy?: LessonStrategy;
  readonly seed?: number;
  /** The page shows the instant just after this event. */
  readonly at: Spot;
  /** What is selected there, by its name. */
  readonly select?: { readonly thread: string } | { readonly object: string };
  /** Id of a question of the scenario that is asked there. */
  readonly question?: string;
  readonly caption: { readonly en: string; readonly 'zh-CN': string };
}

export interface Lesson {
  /** Stands in links, so it never changes. */
  readonly id: string;
  readonly title: { readonly en: string; readonly 'zh-CN': string };
  readonly stops: readonly Stop[];
}
