/**
 * Reads a made-up file, a few times over. Functions are compiled as they are called, and well once they have been called often:
 * for a file of a million events that takes a fifth of all the time, and here it is done before there is one.
 */
import { Importer } from '../importer.ts';

/** One thread has most of them: more than fit into its small blocks. */
const EVENTS = 5000;
/**
 * Sizes of its pieces in bytes, for each time: a large one, which needs more memory than there is, and small ones, which
 * end at every place in an event. What has met neither is compiled again when it does.
 */
const PIECES = [1 << 20, 997, 1 << 20, 997];

export function rehearse(): void {
  const bytes = new TextEncoder().encode(madeUp());
  for (const piece of PIECES) {
    const importer = new Importer();
    for (let at = 0; at < bytes.length; at += piece) importer.push(bytes.subarray(at, at + piece));
    importer.end();
  }
}

/** Calls in calls, on two threads, an event a line; some of them wait. */
function madeUp(): string {
  const events = Array.from({ length: EVENTS }, (_, n) => {
    const [deep, tid] = [n % 4, (n >> 2) % 8 === 0 ? 2 : 1];
    const [ts, dur] = [(n >> 2) * 50 + deep * 3, 40.5 - deep * 8];
    const name = n % 32 === 3 ? 'lock.acquire' : `f${n % 100}`;
    return JSON.stringify({ ph: 'X', pid: 1, tid, ts, dur, name, cat: 'f', args: { n } });
  });
  return `{"traceEvents":[\n${events.join(',\n')}\n]}`;
}
