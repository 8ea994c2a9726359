/**
 * A guided tour over scenarios: stops, each an instant of a run that is the same everywhere, with what to look at and what to
 * say. Lessons are data files in `lessons/`.
 */
import type { ParamValues } from '../base/param-values.ts';
import type { Question } from './question.ts';
import type { Spot } from './spot.ts';

/** Who chooses the steps of a stop's run. */
export type LessonStrategy =
  'random' | 'round-robin' | 'two-cores' | 'four-cores' | 'gil' | 'nasty';

/** An instant of a run, what to look at and what to say there. */
interface Shown {
  /** The page shows the instant just after this event. */
  readonly at: Spot;
  /** What is selected there, by its name. */
  readonly select?: { readonly thread: string } | { readonly object: string };
  readonly caption: { readonly en: string; readonly 'zh-CN': string };
}

export interface Stop extends Shown {
  readonly scenario: string;
  readonly params: ParamValues;
  /** Default: random, seed 1. */
  readonly strategy?: LessonStrategy;
  readonly seed?: number;
  /** Id of a question of the scenario that is asked there. */
  readonly question?: string;
}

/**
 * A stop of a lesson that somebody made of a run in the page. The run is that with which it came; the question is the
 * author's own. Its caption may be empty: then the run only asks there.
 */
export interface OwnStop extends Shown {
  readonly question?: Question;
}

export interface Lesson {
  /** Stands in links, so it never changes. */
  readonly id: string;
  readonly title: { readonly en: string; readonly 'zh-CN': string };
  readonly stops: readonly Stop[];
}
