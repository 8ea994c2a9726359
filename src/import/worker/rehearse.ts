/**
 * Reads a made-up file, a few times over. Functions are compiled as they are called, and well once they have been called often:
 * for a file of a million events that takes a fifth of all the time, and here it is done before there is one.
 */
import { Importer } from '../importer.ts';

const EVENTS = 4000;
const TIMES = 4;

export function rehearse(): void {
  const bytes = new TextEncoder().encode(madeUp());
  for (let time = 0; time < TIMES; time++) {
    const importer = new Importer();
    importer.push(bytes);
    importer.end();
  }
}

/** Calls in calls, on four threads; some of them wait. */
function madeUp(): string {
  const events = Array.from({ length: EVENTS }, (_, n) => {
    const [deep, tid] = [n % 4, 1 + ((n >> 2) % 4)];
    const [ts, dur] = [(n >> 4) * 50 + deep * 3, 40.5 - deep * 8];
    const name = n % 32 === 3 ? 'lock.acquire' : `f${n % 100}`;
    return { ph: 'X', pid: 1, tid, ts, dur, name, cat: 'f', args: { n } };
  });
  return JSON.stringify({ traceEvents: events });
}
