/** Makes a model follow a schedule, and reports where the schedule does not fit the program. */
import type { EventIndex, Ms, ThreadIndex } from '../../base/units.ts';
import { T_STATE, threadAt, ThreadState } from '../../kernel/memory.ts';
import { Move, moveOf, threadOf, type Choice } from './choice.ts';
import type { Model } from './engine.ts';
import type { Misstep } from '../step-run.ts';
import type { Schedule } from './schedule.ts';

/** Where a schedule stopped fitting: data for a sentence. */
export interface Misfit {
  /** The step that could not be taken, from 0. */
  readonly step: number;
  readonly thread: ThreadIndex;
  /**
   * no-such-thread: no thread has that index. not-started, ended, blocked: the thread cannot move. not-barred: it
   * should wait again, but does not wait or can continue. no-terminal: a line was typed at a terminal that does not
   * exist. over: the program had ended. stopped: the reader cancelled.
   */
  readonly why: Misstep;
}

/** The part of a schedule that determines its course. */
type Steps = Pick<Schedule, 'choices' | 'reports' | 'typed'> & {
  /** If there are fewer times than choices, the later ones follow from the choices. */
  readonly times?: Float64Array | undefined;
};

/** Takes the steps of a schedule from the model's present state, up to `steps` in all. */
export function replay(
  model: Model,
  schedule: Steps,
  steps = schedule.choices.length,
  onStep?: (made: Choice, firstEvent: EventIndex) => void,
): Misfit | undefined {
  const { choices, times } = schedule;
  const end = Math.min(steps, choices.length);
  while (model.stepCount < end) {
    const step = model.stepCount;
    const choice = choices[step]!;
    const first = model.eventCount;
    if (!takeStep(model, schedule, choice, times?.[step])) return misfitOf(model, choice);
    onStep?.(model.choices.at(step), first);
  }
  return undefined;
}

function takeStep(
  model: Model,
  { reports, typed }: Steps,
  choice: Choice,
  time: Ms | undefined,
): boolean {
  if (moveOf(choice) === Move.type) {
    const next = typed[model.typed.length];
    return next !== undefined && model.type(next, time);
  }
  const report = moveOf(choice) === Move.lose ? (reports[model.reports.length] ?? '') : '';
  return model.take(choice, time, report);
}

export function misfitOf(model: Model, choice: Choice): Misfit {
  const thread = threadOf(choice);
  return { step: model.stepCount, thread, why: whyNot(model, thread, moveOf(choice)) };
}

function whyNot(model: Model, thread: ThreadIndex, move: Move): Misfit['why'] {
  if (model.prepare() === 'finished') return 'over';
  if (move === Move.type) return 'no-terminal';
  if (thread < 0 || thread >= model.threadCount) return 'no-such-thread';
  const state = model.kernel.memory.i32[threadAt(thread) + T_STATE];
  if (state === ThreadState.created) return 'not-started';
  if (state === ThreadState.ended) return 'ended';
  return move === Move.again ? 'not-barred' : 'blocked';
}
