/**
 * The timeline's axis: program time, or steps of equal width. In this folder a "time" is a place on the axis in use;
 * only inputs and outputs are program time on any axis.
 */
import type { EventIndex, Ms } from '../base/units.ts';
import type { Trace } from '../trace/trace.ts';

export interface Axis {
  readonly unit: 'time' | 'step';
  /** Place of an event. Never decreases from one event to the next. */
  at(seq: EventIndex): number;
  /** Number of events at or before a place. */
  countUntil(place: number): number;
  /** Place of the live edge at program time `time`. */
  edge(time: Ms): number;
  /** Place of the state after the first `count` events, at `time`. */
  cursor(count: number, time: Ms): number;
  /** Number of events up to a cursor at this place. */
  countAt(place: number): number;
  /** Program time at a place. */
  timeAt(place: number): Ms;
  /** The place of an instant of program time. */
  ofTime(time: Ms): number;
}

export function timeAxis(trace: Trace): Axis {
  return {
    unit: 'time',
    at: (seq) => trace.time(seq),
    countUntil: (place) => trace.countUntil(place),
    // Events may be slightly ahead of the clock reading.
    edge: (time) => Math.max(time, trace.endTime),
    cursor: (_count, time) => time,
    countAt: (place) => trace.countUntil(place),
    timeAt: (place) => place,
    ofTime: (time) => time,
  };
}

/** A run divided into steps, each with at least one event. */
export interface Steps {
  readonly trace: Trace;
  readonly stepCount: number;
  /** Number of events after the first `step` steps. */
  eventsAfter(step: number): number;
  /** Number of steps completed within the first `count` events. */
  stepAt(count: number): number;
}

/** The events of a step are at its start, and last until the next step. Events before all steps are at 0. */
export function stepAxis(run: Steps): Axis {
  const { trace } = run;
  const countAt = (place: number) => run.eventsAfter(Math.max(0, Math.round(place)));
  return {
    unit: 'step',
    at: (seq) => run.stepAt(seq),
    countUntil: (place) => (place < 0 ? 0 : run.eventsAfter(Math.floor(place) + 1)),
    edge: () => run.stepCount,
    cursor(count) {
      const step = run.stepAt(count);
      // Half a step if only some of the step's events have happened.
      return count > run.eventsAfter(step) ? step + 0.5 : step;
    },
    countAt,
    timeAt(place) {
      const count = countAt(place);
      return count === 0 ? 0 : trace.time(count - 1);
    },
    ofTime: (time) => run.stepAt(trace.countUntil(time)),
  };
}
