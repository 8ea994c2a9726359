/** Times are most of what the text of a live run says. Rounded to a coarse unit they say little, and the order is kept. */
import type { Ms } from '../../../base/units.ts';
import type { Schedule } from '../schedule.ts';

/**
 * The times of the first `steps` steps rounded down to a `unit`, save those at which the program read the clock. It stays
 * a schedule of the same steps: a recorded step is taken when it is told to, and nobody gives up waiting before their time.
 */
export function withCoarseTimes(schedule: Schedule, steps: number, unit: Ms): Schedule {
  const { times, clockReads } = schedule;
  if (times === undefined) return schedule;
  const reads = new Set(clockReads);
  let before = 0;
  const coarse = times.map((time, step) => {
    const rounded = step >= steps || reads.has(step) ? time : Math.floor(time / unit) * unit;
    before = Math.max(before, rounded);
    return before;
  });
  return { ...schedule, times: coarse };
}
