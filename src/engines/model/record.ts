/**
 * From live to step: converts a live trace to a schedule. The model follows the trace, one transition after the other,
 * which proves on the way that both engines agree.
 */
import type { EventIndex } from '../../base/units.ts';
import { T_STATE, threadAt, ThreadState } from '../../kernel/memory.ts';
import { EndStatus, Phase } from '../../trace/format.ts';
import type { Trace } from '../../trace/trace.ts';
import { choiceOf, Move, moveOf, TYPING, type Choice } from './choice.ts';
import { Model } from './engine.ts';
import type { ModelOptions } from './options.ts';
import { misfitOf, type Misfit } from './replay.ts';
import type { Schedule } from './schedule.ts';
import { fewestSwitches } from './strategies/fewest-switches.ts';
import { isTyping, typedBy } from './typed-by.ts';

export type Program = Pick<ModelOptions, 'module' | 'params'>;

/** Why a trace could not be followed to its end. */
export type Departure =
  | Misfit
  /** The model's events differ from the trace: the program depends on more than its schedule. */
  | { readonly step: number; readonly event: EventIndex; readonly why: 'differs' };

export interface Recording {
  /** The run up to the end of the trace, or to the departure. */
  readonly schedule: Schedule;
  readonly departure?: Departure;
}

/**
 * The schedule, with its times, of a live trace of this very program with this seed. A trace that ends within a
 * transition gives the whole transition; a `halt` ends the schedule. `onProgress` is called now and then.
 */
export function scheduleOfTrace(
  trace: Trace,
  program: Program,
  seed: number,
  onProgress?: () => void,
): Recording {
  const settings = {
    seed,
    timed: true,
    cost: 0,
    start: trace.length > 0 ? trace.time(0) : 0,
    killsAtOnce: false,
  };
  const model = new Model({ ...program, ...settings, strategy: fewestSwitches() });
  const times: number[] = [];
  const reports: string[] = [];
  const clockReads: number[] = [];
  let departure: Departure | undefined;
  let compared = 0;

  while (departure === undefined) {
    const next = Math.min(model.eventCount, trace.length);
    const different = firstDifferent(trace, model.trace, compared, next);
    if (different !== undefined) {
      departure = { step: Math.max(0, times.length - 1), event: different, why: 'differs' };
    }
    compared = next;
    if (departure !== undefined || next === trace.length) break;
    if (trace.phase(next) === Phase.halt) break;

    const choice = choiceAt(trace, next, model);
    const report = trace.phase(next) === Phase.end ? trace.text(next) : '';
    const { stepCount } = model;
    const isTaken =
      choice === TYPING
        ? model.type(typedBy(trace, next), trace.time(next))
        : model.take(choice, trace.time(next), report);
    if (!isTaken) {
      departure = misfitOf(model, choice);
      break;
    }
    if (times.push(trace.time(next)) % STEPS_A_SIGN === 0) onProgress?.();
    if (moveOf(choice) === Move.lose) reports.push(report);
    if (trace.opInfo(next)?.name === CLOCK) clockReads.push(stepCount);
  }
  const kept = departure?.why === 'differs' ? departure.step : times.length;
  return {
    schedule: {
      ...settings,
      choices: model.choices.slice(0, kept),
      times: Float64Array.from(times.slice(0, kept)),
      reports,
      typed: [...model.typed],
      clockReads,
    },
    ...(departure === undefined ? {} : { departure }),
  };
}

const STEPS_A_SIGN = 10_000;
/** The op by which programs read the clock. */
const CLOCK = 'time';

/** The choice that the transition beginning with this event corresponds to. */
function choiceAt(trace: Trace, seq: EventIndex, model: Model): Choice {
  const thread = trace.thread(seq);
  const phase = trace.phase(seq);
  if (isTyping(trace, seq)) return TYPING;
  if (phase === Phase.end && trace.value(seq) === EndStatus.lost) {
    return choiceOf(thread, Move.lose);
  }
  const exists = thread >= 0 && thread < model.threadCount;
  const woken = exists && model.kernel.memory.i32[threadAt(thread) + T_STATE] === ThreadState.woken;
  return choiceOf(thread, woken && phase === Phase.block ? Move.again : Move.go);
}

/** The first event from `from` on that differs, ignoring real time. */
export function firstDifferent(
  a: Trace,
  b: Trace,
  from: EventIndex,
  end: EventIndex,
): EventIndex | undefined {
  for (let seq = from; seq < end; seq++) {
    const same =
      a.phase(seq) === b.phase(seq) &&
      a.op(seq) === b.op(seq) &&
      a.thread(seq) === b.thread(seq) &&
      a.other(seq) === b.other(seq) &&
      a.object(seq) === b.object(seq) &&
      a.value(seq) === b.value(seq) &&
      a.cause(seq) === b.cause(seq) &&
      a.line(seq) === b.line(seq) &&
      a.time(seq) === b.time(seq) &&
      a.text(seq) === b.text(seq);
    if (!same) return seq;
  }
  return undefined;
}
