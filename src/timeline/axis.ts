/**
 * What lies along the timeline: program time, or steps of equal width. What is called a time in this folder is a place
 * on the axis in use; only what comes in and what goes out is program time whatever the axis.
 */
import type { EventIndex, Ms } from '../base/units.ts';
import type { Trace } from '../trace/trace.ts';

export interface Axis {
  readonly unit: 'time' | 'step';
  /** Where an event lies. Never falls from one event to the next. */
  at(seq: EventIndex): number;
  /** How many events lie at or before a place. */
  countUntil(place: number): number;
  /** Where the live edge lies when program time is `time`. */
  edge(time: Ms): number;
  /** Where the state after the first `count` events lies, as it is at `time`. */
  cursor(count: number, time: Ms): number;
  /** How many events have happened where the reader puts the cursor. */
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
    // Events may be a little ahead of the clock that was read before them.
    edge: (time) => Math.max(time, trace.endTime),
    cursor: (_count, time) => time,
    countAt: (place) => trace.countUntil(place),
    timeAt: (place) => place,
    ofTime: (time) => time,
  };
}

/** A run that is told apart into steps, each with at least one event. */
export interface Steps {
  readonly trace: Trace;
  readonly stepCount: number;
  /** How many events there are after the first `step` steps. */
  eventsAfter(step: number): number;
  /** How many steps are over after the first `count` events. */
  stepAt(count: number): number;
}

/** The events of a step lie where it begins, and last to where the next begins. What comes before all steps lies at 0. */
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
      // Half-way where only some of a step's events have happened.
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
