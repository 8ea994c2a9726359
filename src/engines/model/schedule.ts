/**
 * A schedule: everything that a run depends on besides its program and params. The same schedule gives the same trace,
 * byte for byte, on every machine.
 */
import type { Typed } from '../../base/typed-line.ts';
import type { Ms } from '../../base/units.ts';
import { Move, moveOf, type Choice } from './choice.ts';

/** Settings that start a run. */
export interface RunSettings {
  /** Seed of all random choices of the run: a 32-bit integer. */
  readonly seed: number;
  /** How time passes: see engine.ts. */
  readonly timed: boolean;
  /** Minimum program time between two steps of a thread. Default 0. */
  readonly cost?: Ms;
  /** Program time at which the program boots. Default 0. */
  readonly start?: Ms;
  /** True: a killed process ends at once, as in schedules of earlier versions. Default false. */
  readonly killsAtOnce?: boolean;
}

export interface Schedule extends Required<RunSettings> {
  /** One {@link Choice} per step. */
  readonly choices: Uint16Array;
  /** Program time of each step, if recorded from a live run. Otherwise times follow from the choices. */
  readonly times?: Float64Array;
  /** Report of each `Move.lose`, in order. */
  readonly reports: readonly string[];
  /** Line of each `Move.type`, in order. */
  readonly typed: readonly Typed[];
  /** Steps at which the program read the clock: a rounded `times` must keep these to the microsecond. */
  readonly clockReads?: readonly number[];
}

/** A growing list of choices. */
export class ChoiceList {
  length = 0;
  #choices = new Uint16Array(256);

  push(choice: Choice): void {
    if (this.length === this.#choices.length) {
      const larger = new Uint16Array(2 * this.length);
      larger.set(this.#choices);
      this.#choices = larger;
    }
    this.#choices[this.length++] = choice;
  }

  at(step: number): Choice {
    return this.#choices[step]!;
  }

  /** All of them, not copied: valid until the next push. */
  get view(): Uint16Array {
    return this.#choices.subarray(0, this.length);
  }

  /** A copy of a range, like an array's `slice`. */
  slice(from = 0, end = this.length): Uint16Array {
    return this.view.slice(from, end);
  }
}

/** The first `steps` steps of a schedule. */
export function shorten(schedule: Schedule, steps: number): Schedule {
  const { choices, times, clockReads } = schedule;
  const kept = choices.slice(0, steps);
  return {
    ...schedule,
    choices: kept,
    reports: schedule.reports.slice(0, countMoves(kept, Move.lose)),
    typed: schedule.typed.slice(0, countMoves(kept, Move.type)),
    ...(times === undefined ? {} : { times: times.slice(0, steps) }),
    ...(clockReads === undefined ? {} : { clockReads: clockReads.filter((step) => step < steps) }),
  };
}

export function countMoves(choices: Uint16Array, move: Move): number {
  let count = 0;
  for (const choice of choices) if (moveOf(choice) === move) count += 1;
  return count;
}

/** The schedule of what a model has done so far. */
export function scheduleOf(model: {
  readonly settings: Required<RunSettings>;
  readonly choices: ChoiceList;
  readonly reports: readonly string[];
  readonly typed: readonly Typed[];
}): Schedule {
  const { settings, choices, reports, typed } = model;
  return { ...settings, choices: choices.slice(), reports: [...reports], typed: [...typed] };
}
