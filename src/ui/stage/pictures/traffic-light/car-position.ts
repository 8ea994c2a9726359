/**
 * Where a car of the traffic light is, as a function of the program's time alone, so that any instant of the past shows
 * it exactly there. A car that waits drives up to the line; a car that is through drives off until it next waits.
 */
import type { Ms } from '../../../../base/units.ts';
import type { ThreadState } from '../../../../views/state.ts';
import type { Crossing } from '../../../../views/folds/crossings.ts';

/** Driving up to the line takes this long. */
const APPROACH: Ms = 450;
/** Driving off takes this long where the program does not say how long the car drives. */
const DEPART: Ms = 900;

/** Coming from the left and past the line without a stop. */
const ENTRY: Ms = 300;

export interface CarPosition {
  /** -1 off the road on the left, 0 at the line, 1 off the road on the right. */
  readonly at: number;
  /** How much of it is there, 0 to 1: a car that leaves fades. */
  readonly presence: number;
}

const clamp = (n: number) => Math.min(1, Math.max(0, n));
/** Brakes: fast first, then slow. */
const brake = (n: number) => 1 - (1 - n) ** 3;
/** Pulls away: slow first, then fast. */
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
  // It was at the line when it found the flag set; drawing its way up to there takes a moment.
  const entry = Math.min(ENTRY, length / 4);
  const rolling = gone < entry ? gone / entry - 1 : (gone - entry) / (length - entry);
  const at = crossing.rolling ? Math.min(1, rolling) : pullAway(way);
  return { at, presence: clamp((1 - at) * 4) };
}
