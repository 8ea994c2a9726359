/**
 * A question at an instant of a run: asked before what happens next, answered by a choice, a number or a thread, and
 * confirmed by the run itself. Questions lie in the scenarios' folders, `questions.json`.
 */
import type { ParamValues } from '../base/param-values.ts';
import type { EventIndex } from '../base/units.ts';
import type { EndingKind } from '../trace/outcome.ts';
import type { Trace } from '../trace/trace.ts';
import { outcomeAtEnd } from './outcome-at-end.ts';
import { Spotter, type Spot } from './spot.ts';

/** What a run must show after the instant. What is absent is not asked. */
export interface Holds {
  /** Such an event comes. */
  readonly comes?: Spot;
  /** None comes. */
  readonly never?: Spot;
  /** The first event that comes of this operation has this text, all of it. */
  readonly next?: Spot;
  /** The run ends so. */
  readonly ends?: EndingKind;
}

/** How it is answered. */
export type Answering =
  /** By one of these, the right one being the first that holds. Of one that asks nothing of the run, the run says nothing. */
  | {
      readonly kind: 'choice';
      readonly options: readonly { readonly id: string; readonly holds: Holds }[];
    }
  /** By what an object or variable holds in the end. Without it, the run says nothing. */
  | { readonly kind: 'number'; readonly final?: string }
  /** By who does this next. Without it, the run says nothing. */
  | { readonly kind: 'thread'; readonly next?: Spot };

export interface QuestionTexts {
  readonly ask: string;
  /** What the options say, in their order. */
  readonly options?: readonly string[];
  /** Told once it is answered. */
  readonly because: string;
}

export interface Question {
  readonly id: string;
  /** Settings for which it is asked, besides the others at any value. */
  readonly params: ParamValues;
  /** True: on a machine with time enough, where a sleep is a promise. Else it holds whatever takes how long. */
  readonly timed: boolean;
  /** It is asked just after this event. */
  readonly after: Spot;
  /** And only if these have come before, and those have not. */
  readonly given?: readonly Spot[];
  readonly unless?: readonly Spot[];
  readonly by: Answering;
  /** Id of an option, a number, or what the page calls a thread. */
  readonly answer: string;
  readonly texts: { readonly en: QuestionTexts; readonly 'zh-CN': QuestionTexts };
}

/** The event after which it is asked in this run, from `from` on and before `until`; -1 where it is not. */
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

/** What the run answers; undefined where it has not come so far. */
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
