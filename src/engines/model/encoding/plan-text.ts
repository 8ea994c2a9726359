/**
 * Compact text of a run: strategy and step count where a strategy chose, explicit choices elsewhere. Ten thousand steps
 * of a strategy are a word and a number. docs/FORMATS.md has the layout.
 */
import { strategyNames, type StrategyName } from '../../step-run.ts';
import { Move } from '../choice.ts';
import { countMoves, shorten, type Schedule } from '../schedule.ts';
import type { Stretch } from '../stretches.ts';
import {
  atOnce,
  encodeSchedule,
  MAX_STEPS,
  readSchedule,
  type ScheduleProblem,
} from './schedule-text.ts';

export type PlanPart =
  | { readonly by: 'hand'; readonly schedule: Schedule }
  | { readonly by: Exclude<StrategyName, 'hand'>; readonly count: number };

export interface Plan {
  /** The first part is explicit and has the run's settings; it may have no steps. */
  readonly parts: readonly PlanPart[];
  /** The plan is valid up to there. */
  readonly problem?: ScheduleProblem;
}

const SEPARATOR = '~';
/** Limit on parts: each part is a run opened anew. */
const MAX_PARTS = 32;
/** Shorter strategy parts are encoded as explicit choices, which takes less room. */
const LEAST = 48;

/** undefined if it would have too many parts, or if the times are those of a live run. */
export function encodePlan(schedule: Schedule, stretches: readonly Stretch[]): string | undefined {
  if (schedule.times !== undefined) return undefined;
  const texts: string[] = [];
  let named = 0;
  let done = 0;
  const nameThem = () => {
    if (named > 0 || texts.length === 0) {
      texts.push(encodeSchedule(between(schedule, done - named, done)) ?? '');
    }
    named = 0;
  };
  for (const { by, count } of stretches) {
    if (by === 'hand' || count < LEAST) named += count;
    else {
      nameThem();
      texts.push(`${by}.${count}`);
    }
    done += count;
  }
  nameThem();
  texts.push(String(done));
  return texts.length > MAX_PARTS ? undefined : texts.join(SEPARATOR);
}

/** Number of steps that a plan leaves to strategies. */
export function chosenSteps(stretches: readonly Stretch[]): number {
  const left = stretches.filter(({ by, count }) => by !== 'hand' && count >= LEAST);
  return left.reduce((sum, { count }) => sum + count, 0);
}

export const isPlan = (text: string): boolean => text.includes(SEPARATOR);

/** Accepts any text. */
export const decodePlan = (text: string): Plan => atOnce(readPlan(text));

/**
 * Accepts any text; a generator of slices, each of which yields the number of steps so far. A schedule is a plan of one
 * part, as far as it could be read.
 */
export function* readPlan(text: string): Generator<number, Plan> {
  if (!isPlan(text)) {
    const { schedule, problem } = yield* readSchedule(text);
    if (problem === undefined) return { parts: [{ by: 'hand', schedule }] };
    return { parts: schedule.choices.length > 0 ? [{ by: 'hand', schedule }] : [], problem };
  }
  const texts = text.split(SEPARATOR, MAX_PARTS);
  const parts: PlanPart[] = [];
  let read = 0;
  for (const part of texts.slice(0, -1)) {
    const found = yield* readPart(part, MAX_STEPS - read);
    if ('problem' in found) return { parts, problem: found.problem };
    if (parts.length === 0 && found.by !== 'hand') break;
    parts.push(found);
    read += found.by === 'hand' ? found.schedule.choices.length : found.count;
  }
  if (parts.length === 0) return { parts, problem: { kind: 'not-a-schedule' } };
  const last = texts.at(-1) ?? '';
  const steps = /^\d{1,7}$/.test(last) ? Number(last) : Infinity;
  // The number at the end may be truncated too, and then is too small.
  return steps === read ? { parts } : { parts, problem: { kind: 'cut-short', read, steps } };
}

function* readPart(
  text: string,
  most: number,
): Generator<number, PlanPart | { problem: ScheduleProblem }> {
  const [, name = '', digits = ''] = /^([a-z][a-z\d-]*)\.(\d{1,7})$/.exec(text) ?? [];
  const by = strategyNames.find((known) => known === name);
  if (by !== undefined && by !== 'hand') return { by, count: Math.min(Number(digits), most) };
  const { schedule, problem } = yield* readSchedule(text);
  if (problem !== undefined) return { problem };
  return { by: 'hand', schedule: shorten(schedule, most) };
}

/** Steps of a schedule in a half-open range. */
function between(schedule: Schedule, from: number, to: number): Schedule {
  const before = shorten(schedule, from);
  const whole = shorten(schedule, to);
  return {
    ...whole,
    choices: whole.choices.slice(from),
    reports: whole.reports.slice(countMoves(before.choices, Move.lose)),
    typed: whole.typed.slice(countMoves(before.choices, Move.type)),
  };
}

/** Concatenates schedules, with the settings of the first. */
export function append(first: Schedule, next: Schedule): Schedule {
  const choices = new Uint16Array(first.choices.length + next.choices.length);
  choices.set(first.choices);
  choices.set(next.choices, first.choices.length);
  return {
    ...first,
    choices,
    reports: [...first.reports, ...next.reports],
    typed: [...first.typed, ...next.typed],
  };
}
