/** Replays a plan: strategies choose again what they chose originally. */
import { bug } from '../../../base/bug.ts';
import type { StrategyName } from '../../step-run.ts';
import { append, type PlanPart } from '../encoding/plan-text.ts';
import type { Misfit } from '../replay.ts';
import type { Schedule } from '../schedule.ts';
import { addSteps, type Stretch } from '../stretches.ts';
import type { ModelRun } from './model-run.ts';

/** A run that has followed a schedule. */
export interface Along {
  readonly run: ModelRun;
  /** Where the schedule stopped fitting: the run goes up to there. */
  readonly misfit?: Misfit;
}

type OpenAlong = (
  strategy: StrategyName,
  schedule: Schedule,
  stretches: readonly Stretch[],
) => Promise<Along>;

/** `last` chooses the steps after the plan. The run goes as far as the plan fits the program. */
export async function followPlan(
  openAlong: OpenAlong,
  last: StrategyName,
  parts: readonly PlanPart[],
): Promise<Along> {
  const stretches: Stretch[] = [];
  const open = (strategy: StrategyName, schedule: Schedule) =>
    openAlong(strategy, schedule, stretches);
  let opened: Along | undefined;
  for (const [place, part] of parts.entries()) {
    const steps = opened?.run.schedule();
    if (part.by === 'hand') {
      addSteps(stretches, 'hand', part.schedule.choices.length);
      const next = parts[place + 1]?.by ?? last;
      opened = await open(next, steps === undefined ? part.schedule : append(steps, part.schedule));
      if (opened.misfit !== undefined) return opened;
      continue;
    }
    if (place > 0 && parts[place - 1]?.by !== 'hand' && steps !== undefined) {
      opened = await open(part.by, steps);
    }
    const { run } = opened ?? bug('a plan begins by hand');
    const before = run.stepCount;
    const end = part.count > 0 ? await run.run(part.count) : 'limit';
    addSteps(stretches, part.by, run.stepCount - before);
    const step = run.stepCount;
    if (step < before + part.count) {
      return { run, misfit: { why: end === 'halted' ? 'stopped' : 'over', step, thread: -1 } };
    }
  }
  const { run } = opened ?? bug('a plan begins by hand');
  return parts.at(-1)?.by === 'hand' ? { run } : open(last, run.schedule());
}
