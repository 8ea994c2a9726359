/** Python's `time`, on the program's clock, which stops while the program is paused. */
import { PyError } from '../kernel/errors.ts';
import { code } from '../kernel/core-ops.ts';
import { step, type Steps } from './steps.ts';

/** Sleeps for at least `seconds` of program time; 0 yields to other threads. */
export function* sleep(seconds: number): Steps<void> {
  if (seconds < 0) throw new PyError('ValueError', 'sleep length must be non-negative');
  yield* step<void>(code['time.sleep'], -1, 0, seconds * 1000);
}

/** Seconds of program time since the run began. */
export function* monotonic(): Steps<number> {
  return JSON.parse(yield* step<string>(code['time.now'])) as number;
}
