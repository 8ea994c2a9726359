/**
 * Coarser times: most of a live run's text encodes times. Rounded to a coarse unit they take little room, and the order
 * is kept.
 */
import type { Ms } from '../../../base/units.ts';
import type { Schedule } from '../schedule.ts';

/**
 * Rounds the times of the first `steps` steps down to a `unit`, except where the program read the clock. The result is
 * a schedule of the same steps: a recorded step is taken when told, and no thread gives up before its timeout.
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
