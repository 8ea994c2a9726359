/**
 * A question at an instant of a run, about what happens next: answered by a choice, a number or a thread, and confirmed
 * by the run itself. Questions are in the scenarios' folders, `questions.json`.
 */
import type { ParamValues } from '../base/param-values.ts';
import type { EventIndex } from '../base/units.ts';
import type { EndingKind } from '../trace/outcome.ts';
import type { Trace } from '../trace/trace.ts';
import { outcomeAtEnd } from './outcome-at-end.ts';
import { Spotter, type Spot } from './spot.ts';

/** A condition on the run after the instant. Absent fields are not checked. */
export interface Holds {
  /** Such an event occurs. */
  readonly comes?: Spot;
  /** None occurs. */
  readonly never?: Spot;
  /** The first event of this operation has exactly this text. */
  readonly next?: Spot;
  /** The run has this ending. */
  readonly ends?: EndingKind;
}

/** Form of the answer. */
export type Answering =
  /**
   * One of these options; the right one is the first whose condition holds. An option without a condition is not
   * confirmed by the run.
   */
  | {
      readonly kind: 'choice';
      readonly options: readonly { readonly id: string; readonly holds: Holds }[];
    }
  /** The final value of an object or variable. Without it, the run does not confirm the answer. */
  | { readonly kind: 'number'; readonly final?: string }
  /** The thread that does this next. Without it, the run does not confirm the answer. */
  | { readonly kind: 'thread'; readonly next?: Spot };

export interface QuestionTexts {
  readonly ask: string;
  /** Texts of the options, in order. */
  readonly options?: readonly string[];
  /** Explanation shown after the answer. */
  readonly because: string;
}

export interface Question {
  readonly id: string;
  /** Settings for which it is asked; others may have any value. */
  readonly params: ParamValues;
  /** True: asked only where sleeps are exact. Else it holds whatever takes how long. */
  readonly timed: boolean;
  /** It is asked just after this event. */
  readonly after: Spot;
  /** Asked only if these have occurred before, and those have not. */
  readonly given?: readonly Spot[];
  readonly unless?: readonly Spot[];
  readonly by: Answering;
  /** Id of an option, a number, or the page's name of a thread. */
  readonly answer: string;
  readonly texts: { readonly en: QuestionTexts; readonly 'zh-CN': QuestionTexts };
}

/** The event after which it is asked in this run, from `from` on and before `until`; -1 if it is not. */
export function momentOf(
  { after, given = [], unless = [] }: Question,
  trace: Trace,
  from: EventIndex = 0,
  until: EventIndex = trace.length,
): EventIndex {
  const spotter = new Spotter(trace);
  const seq = spotter.find(after, 0, until);
  if (seq < from) return -1;
  const hasCome = (spot: Spot) => spotter.find(spot, 0, seq) >= 0;
  return given.every(hasCome) && !unless.some(hasCome) ? seq : -1;
}

const isAsked = (holds: Holds): boolean => Object.keys(holds).length > 0;

/** The run's answer; undefined if it has not come so far. */
export function answerOf({ by }: Question, trace: Trace, moment: EventIndex): string | undefined {
  const spotter = new Spotter(trace);
  const outcome = () => outcomeAtEnd(trace);
  if (by.kind === 'thread') {
    if (by.next === undefined) return undefined;
    const seq = spotter.find(by.next, moment + 1);
    return seq < 0 ? undefined : spotter.threadAt(seq);
  }
  if (by.kind === 'number') {
    return by.final === undefined
      ? undefined
      : outcome()?.finals.findLast(({ name }) => name === by.final)?.value;
  }
  const comesNext = ({ text, ...kind }: Spot) => {
    const seq = spotter.find(kind, moment + 1);
    return seq >= 0 && trace.text(seq) === text;
  };
  const isTrue = ({ comes, never, next, ends }: Holds) =>
    (comes === undefined || spotter.find(comes, moment + 1) >= 0) &&
    (never === undefined || spotter.find(never, moment + 1) < 0) &&
    (next === undefined || comesNext(next)) &&
    (ends === undefined || outcome()?.kind === ends);
  return by.options.find(({ holds }) => isAsked(holds) && isTrue(holds))?.id;
}
