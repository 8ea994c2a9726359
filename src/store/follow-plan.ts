/** Opens the run that a plan tells of: strategies choose again what they chose then. */
import { bug } from '../base/bug.ts';
import { addSteps, type Stretch } from '../engines/model/client/stretches.ts';
import type { StepSettings } from '../engines/model/host/protocol.ts';
import type { Schedule } from '../engines/model/schedule.ts';
import type { ParamValues } from '../scenarios/scenario.ts';
import { append, type PlanPart } from './step-plan.ts';
import type { Opened, StepEngine } from './step-run.ts';

export interface Program {
  readonly scenario: string;
  readonly params: ParamValues;
}

/** `settings.strategy` chooses what comes after the plan. The run goes as far as the plan fits the program. */
export async function followPlan(
  host: StepEngine,
  { scenario, params }: Program,
  settings: StepSettings,
  parts: readonly PlanPart[],
): Promise<Opened> {
  const stretches: Stretch[] = [];
  const open = (strategy: StepSettings['strategy'], schedule: Schedule) =>
    host.open(scenario, params, { ...settings, strategy }, schedule, stretches);
  let opened: Opened | undefined;
  for (const [place, part] of parts.entries()) {
    const steps = opened?.run.schedule();
    if (part.by === 'hand') {
      addSteps(stretches, 'hand', part.schedule.choices.length);
      const next = parts[place + 1]?.by ?? settings.strategy;
      opened = await open(next, steps === undefined ? part.schedule : append(steps, part.schedule));
      if (opened.misfit !== undefined) return opened;
      continue;
    }
    if (place > 0 && parts[place - 1]?.by !== 'hand' && steps !== undefined) {
      opened = await open(part.by, steps);
    }
    const { run } = opened ?? bug('a plan begins by hand');
    const before = run.stepCount;
    if (part.count > 0) await run.run(part.count);
    addSteps(stretches, part.by, run.stepCount - before);
    const step = run.stepCount;
    if (step < before + part.count) return { run, misfit: { why: 'over', step, thread: -1 } };
  }
  const { run } = opened ?? bug('a plan begins by hand');
  return parts.at(-1)?.by === 'hand' ? { run } : open(settings.strategy, run.schedule());
}
