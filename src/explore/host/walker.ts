/** Walks along the run of an ending, in the exploration's steps, and describes each step. */
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

/** A step as it was taken; its object may get its name only later in the run. */
export interface TrailStep {
  readonly thread: number;
  readonly pending: Pending;
  readonly line: number;
  readonly at: number;
  /** Timed: number of times that time had passed before it. */
  readonly phase: number;
}

/** Number of steps after which a run counts as endless. */
export const MOST_STEPS = 5000;

export class Walker {
  readonly execution: Execution;
  readonly #isOrdered: boolean;

  constructor(execution: Execution, isOrdered: boolean) {
    this.execution = execution;
    this.#isOrdered = isOrdered;
  }

  /** Takes the steps of a schedule from the exploration. The execution then stands at their end. */
  follow({ choices }: Pick<Schedule, 'choices'>, onStep?: (step: TrailStep) => void): TrailStep[] {
    const { execution } = this;
    const trail: TrailStep[] = [];
    execution.restart();
    while (execution.model.stepCount < choices.length) {
      const next = threadOf(choices[execution.model.stepCount]!);
      const pending = this.enabled().find(({ index }) => index === next);
      // The remaining choices let threads that can never continue begin to wait.
      if (pending === undefined) break;
      const step = this.take(pending);
      trail.push(step);
      onStep?.(step);
    }
    return trail;
  }

  /** Goes to the point after the first steps of a run. */
  goTo(threads: readonly number[], count: number): void {
    this.execution.restart();
    for (let n = 0; n < count; n++) this.execution.step(threads[n] ?? bug('no such step'));
  }

  /** The enabled steps. */
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

  /** If no thread can continue, they begin to wait, as in a run of the program. */
  settle(): void {
    if (this.enabled().length === 0) this.execution.settle();
  }

  /** Outcome of the run, if no thread can continue. */
  outcome(isCut = false): Outcome {
    return outcomeOf(this.execution, isCut, this.#isOrdered);
  }

  /** The run so far as text. */
  text(): string | undefined {
    return encodeSchedule(scheduleOf(this.execution.model));
  }

  /** Uses the names at the end of the run that the execution stands in. */
  describe({ pending: { index, op }, line, at }: TrailStep): WalkStep {
    const { execution } = this;
    return { thread: threadLabel(execution, index), ...opLabel(execution, op), line, at };
  }
}

const lineOf = ({ model }: Execution, thread: ThreadIndex): number => model.lives.line(thread);
