/** Goes along the run of an ending, step by step as the exploration counts them, and tells what each step does. */
import { bug } from '../../base/bug.ts';
import type { ThreadIndex } from '../../base/units.ts';
import { threadOf } from '../../engines/model/choice.ts';
import { encodeSchedule } from '../../engines/model/encoding/schedule-text.ts';
import { scheduleOf, type Schedule } from '../../engines/model/schedule.ts';
import type { Outcome } from '../../trace/outcome.ts';
import { outcomeOf } from '../endings.ts';
import type { Execution, Pending } from '../execution.ts';
import { opLabel, threadLabel } from '../labels.ts';
import type { WalkStep } from '../report.ts';

/** A step as it was taken; what it is about has its name only later in the run. */
export interface TrailStep {
  readonly thread: number;
  readonly pending: Pending;
  readonly line: number;
  readonly at: number;
  /** Timed: how often time had passed before it. */
  readonly phase: number;
}

/** Steps of a run before it counts as one that never ends. */
export const MOST_STEPS = 5000;

export class Walker {
  readonly execution: Execution;
  readonly #isOrdered: boolean;

  constructor(execution: Execution, isOrdered: boolean) {
    this.execution = execution;
    this.#isOrdered = isOrdered;
  }

  /** The steps of a schedule that the exploration gave. The execution stands at their end. */
  follow({ choices }: Pick<Schedule, 'choices'>, onStep?: (step: TrailStep) => void): TrailStep[] {
    const { execution } = this;
    const trail: TrailStep[] = [];
    execution.restart();
    while (execution.model.stepCount < choices.length) {
      const next = threadOf(choices[execution.model.stepCount]!);
      const pending = this.enabled().find(({ index }) => index === next);
      // What is left is how those begin to wait that can never go on.
      if (pending === undefined) break;
      const step = this.take(pending);
      trail.push(step);
      onStep?.(step);
    }
    return trail;
  }

  /** Stands after the first steps of a run. */
  goTo(threads: readonly number[], count: number): void {
    this.execution.restart();
    for (let n = 0; n < count; n++) this.execution.step(threads[n] ?? bug('no such step'));
  }

  /** The steps that can be taken now. */
  enabled(): Pending[] {
    return this.execution.pendings.filter(({ isEnabled }) => isEnabled);
  }

  take(pending: Pending): TrailStep {
    const { model, phase } = this.execution;
    const { thread, index } = pending;
    const line = lineOf(this.execution, index);
    const step = { thread, pending, line, at: model.stepCount, phase };
    this.execution.step(thread);
    return step;
  }

  /** Where nobody can go on, they begin to wait, as they do when the program is run. */
  settle(): void {
    if (this.enabled().length === 0) this.execution.settle();
  }

  /** What has come of the run, where nobody can go on. */
  outcome(isCut = false): Outcome {
    return outcomeOf(this.execution, isCut, this.#isOrdered);
  }

  /** The run so far as text. */
  text(): string | undefined {
    return encodeSchedule(scheduleOf(this.execution.model));
  }

  /** The names are those at the end of the run that the execution stands in. */
  describe({ pending: { index, op }, line, at }: TrailStep): WalkStep {
    const { execution } = this;
    return { thread: threadLabel(execution, index), ...opLabel(execution, op), line, at };
  }
}

const lineOf = ({ model }: Execution, thread: ThreadIndex): number => model.lives.line(thread);
