/** A run in step mode as a link says it, and back. */
import { decodeSchedule, encodeSchedule } from '../engines/model/encoding/schedule-text.ts';
import { shorten, type Schedule } from '../engines/model/schedule.ts';
import { loadListings } from '../scenarios/texts.ts';
import type { Stretch } from '../engines/model/client/stretches.ts';
import type { Ms } from '../base/units.ts';
import { app } from './app-state.ts';
import { notify } from './notices.ts';
import { followPlan } from './follow-plan.ts';
import { along, begin, type Open } from './step-mode.ts';
import { chosenSteps, decodePlan, encodePlan, isPlan } from './step-plan.ts';
import { withCoarseTimes } from './coarse-times.ts';
import type { CarriedSteps, StepLink } from './step-port.ts';
import type { StepRun } from './step-run.ts';
import { shownBranch, steps } from './step-state.ts';

/** Browsers and messengers carry links of this length. */
const LINK_LIMIT = 8000;
/** What the times of a live run's beginning are rounded to, where a link would be too long. */
const COARSE_UNITS: readonly Ms[] = [10, 100, 1000];

/** Tells versions of each scenario's program apart; known once a run of it was begun. */
const versions = new Map<string, string>();

/** Shows the run that a link tells of. */
export async function openStepLink(link: StepLink): Promise<void> {
  const { strategy, timed, run, program, step } = link;
  steps.setState({ strategy, timed });
  const { scenario } = app.getState();
  const version = await learnVersion(scenario);
  if (run === undefined) {
    await begin();
    return;
  }
  if (program !== undefined && program !== version) {
    await begin();
    notify({ kind: 'schedule', problem: { kind: 'other-program', step: 0 } });
    return;
  }
  const place = step === undefined ? ({ kind: 'end' } as const) : ({ kind: 'step', step } as const);
  const { open, problem } = isPlan(run) ? openPlan(run) : openSchedule(run);
  await begin(open, place);
  if (problem === undefined) return;
  const stepCount = shownBranch()?.run.stepCount ?? 0;
  notify({ kind: 'schedule', problem: { kind: problem.kind, step: stepCount } });
}

function openSchedule(text: string) {
  const { schedule, problem } = decodeSchedule(text);
  const isReadable = problem === undefined || schedule.choices.length > 0;
  return { open: isReadable ? along(schedule) : undefined, problem };
}

function openPlan(text: string) {
  const { parts, problem } = decodePlan(text);
  const open: Open = (host, program, settings) => followPlan(host, program, settings, parts);
  return { open: parts.length > 0 ? open : undefined, problem };
}

/** Everything that the page shows of the run, or as much as fits into a link. */
export function stepLink(isWhole: boolean): StepLink & CarriedSteps {
  const { strategy, timed, step } = steps.getState();
  const branch = shownBranch();
  const schedule = branch?.run.schedule();
  const total = schedule?.choices.length ?? 0;
  const whole = { carried: total, total, chosen: 0, rounded: 0, unit: 0 };
  if (branch === undefined || schedule === undefined || total === 0) {
    return { ...whole, run: undefined, program: undefined, step: undefined, strategy, timed };
  }
  const text = encodeSchedule(schedule);
  const isShort = text !== undefined && (isWhole || text.length <= LINK_LIMIT);
  const told = isShort ? { ...whole, run: text } : shortened(branch.run, schedule);
  return {
    ...told,
    program: versions.get(app.getState().scenario),
    step: step < told.carried ? step : undefined,
    strategy,
    timed,
  };
}

type Told = CarriedSteps & { readonly run: string | undefined };

/** The last answer: it takes long for a long run, and is asked for several times in a row. */
let answer: { readonly of: StepRun; readonly steps: number; readonly told: Told } | undefined;

function shortened(run: StepRun, schedule: Schedule): Told {
  const length = schedule.choices.length;
  if (answer?.of !== run || answer.steps !== length) {
    answer = { of: run, steps: length, told: shorter(schedule, run.stretches()) };
  }
  return answer.told;
}

/** All steps of a long run with what the seed says of them; or their order and coarser times; or its first steps. */
function shorter(schedule: Schedule, stretches: readonly Stretch[]): Told {
  const total = schedule.choices.length;
  const whole = { carried: total, total, chosen: 0, rounded: 0, unit: 0 };
  const plan = encodePlan(schedule, stretches);
  if (plan !== undefined && plan.length <= LINK_LIMIT) {
    return { ...whole, run: plan, chosen: chosenSteps(stretches) };
  }
  for (const unit of schedule.times === undefined ? [] : COARSE_UNITS) {
    const textOf = (rounded: number) => encodeSchedule(withCoarseTimes(schedule, rounded, unit));
    const exact = mostThat(total, (count) => isLinkable(textOf(total - count)));
    if (exact === undefined) continue;
    return { ...whole, run: textOf(total - exact), rounded: total - exact, unit };
  }
  const textOf = (count: number) => encodeSchedule(shorten(schedule, count));
  const carried = mostThat(total, (count) => isLinkable(textOf(count))) ?? 0;
  return { ...whole, carried, run: textOf(carried) };
}

const isLinkable = (text: string | undefined): boolean =>
  text !== undefined && text.length <= LINK_LIMIT;

export async function learnVersion(scenario: string): Promise<string> {
  const known = versions.get(scenario);
  if (known !== undefined) return known;
  const { program } = await loadListings(scenario);
  const text = program.lines.map((runs) => runs.map(([part]) => part).join('')).join('\n');
  const version = hashOf(text);
  versions.set(scenario, version);
  return version;
}

/** FNV-1a, in 36 digits: enough to notice a change. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}

/** The most of 0 to `limit` that fits, where less fits as well; undefined if not even 0 does. */
function mostThat(limit: number, fits: (count: number) => boolean): number | undefined {
  if (!fits(0)) return undefined;
  let low = 0;
  let high = limit;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
