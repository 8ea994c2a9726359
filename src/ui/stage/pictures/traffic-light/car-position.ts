/**
 * Position of a car as a function of program time alone, so that any instant of the past is shown exactly. A waiting
 * car drives up to the line; a released one drives off until it next waits.
 */
import type { Ms } from '../../../../base/units.ts';
import type { ThreadState } from '../../../../views/state.ts';
import type { Crossing } from '../../../../views/folds/crossings.ts';

/** Duration of the approach to the line. */
const APPROACH: Ms = 450;
/** Duration of driving off, if the program does not say how long the car drives. */
const DEPART: Ms = 900;

/** Duration of passing from the left over the line without a stop. */
const ENTRY: Ms = 300;

export interface CarPosition {
  /** -1 off the road on the left, 0 at the line, 1 off the road on the right. */
  readonly at: number;
  /** Opacity, 0 to 1: a departing car fades. */
  readonly presence: number;
}

const clamp = (n: number) => Math.min(1, Math.max(0, n));
/** Braking: fast first, then slow. */
const brake = (n: number) => 1 - (1 - n) ** 3;
/** Accelerating: slow first, then fast. */
const pullAway = (n: number) => n ** 1.6;

export function carPosition(
  crossing: Crossing,
  thread: ThreadState,
  now: Ms,
  still: boolean,
): CarPosition {
  const gone = now - crossing.time;
  if (!crossing.past) {
    const way = still ? 1 : brake(clamp(gone / APPROACH));
    return { at: way - 1, presence: 1 };
  }
  if (thread.run === 'ended') return { at: 1, presence: 0 };
  const length = thread.deadline > crossing.time ? thread.deadline - crossing.time : DEPART;
  const way = clamp(gone / length);
  if (still) return { at: 0.5, presence: way < 1 ? 1 : 0 };
  // It was at the line when it found the flag set; drawing the approach takes a moment.
  const entry = Math.min(ENTRY, length / 4);
  const rolling = gone < entry ? gone / entry - 1 : (gone - entry) / (length - entry);
  const at = crossing.rolling ? Math.min(1, rolling) : pullAway(way);
  return { at, presence: clamp((1 - at) * 4) };
}
