/** A run in step mode as a link says it, and back. */
import { decodeSchedule, encodeSchedule } from '../engines/model/encoding/schedule-text.ts';
import { shorten, type Schedule } from '../engines/model/schedule.ts';
import { loadListings } from '../scenarios/texts.ts';
import { app } from './app-state.ts';
import { notify } from './notices.ts';
import { begin } from './step-mode.ts';
import type { CarriedSteps, StepLink } from './step-port.ts';
import { shownBranch, steps } from './step-state.ts';

/** Browsers and messengers carry links of this length. */
const LINK_LIMIT = 8000;

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
  const { schedule, problem } = decodeSchedule(run);
  const isReadable = problem === undefined || schedule.choices.length > 0;
  const place = step === undefined ? ({ kind: 'end' } as const) : ({ kind: 'step', step } as const);
  await begin(isReadable ? schedule : undefined, place);
  if (problem === undefined) return;
  const stepCount = shownBranch()?.run.stepCount ?? 0;
  notify({ kind: 'schedule', problem: { kind: problem.kind, step: stepCount } });
}

/** Everything that the page shows of the run, or as much as fits into a link. */
export function stepLink(isWhole: boolean): StepLink & CarriedSteps {
  const { strategy, timed, step } = steps.getState();
  const branch = shownBranch();
  const schedule = branch?.run.schedule();
  const total = schedule?.choices.length ?? 0;
  const plain = { run: undefined, program: undefined, step: undefined, strategy, timed };
  if (schedule === undefined || total === 0) return { ...plain, carried: 0, total: 0 };
  const whole = encodeSchedule(schedule);
  const fits = whole !== undefined && (isWhole || whole.length <= LINK_LIMIT);
  const carried = fits ? total : stepsThatFit(schedule);
  return {
    run: fits ? whole : encodeSchedule(shorten(schedule, carried)),
    program: versions.get(app.getState().scenario),
    step: step < carried ? step : undefined,
    strategy,
    timed,
    carried,
    total,
  };
}

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

/** The most steps from the start for which a link is short enough. */
function stepsThatFit(schedule: Schedule): number {
  let low = 0;
  let high = schedule.choices.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const length = encodeSchedule(shorten(schedule, middle))?.length ?? Infinity;
    if (length <= LINK_LIMIT) low = middle;
    else high = middle - 1;
  }
  return low;
}
