/** Times as people read them: digits and units only, the same in every language, for tabular setting. */
import type { Ms } from '../base/units.ts';

/** An instant of program time: "0 ms", "12.5 ms", "350 ms", "1.20 s", "83.07 s". */
export function formatInstant(time: Ms): string {
  if (time >= 999.5) return `${(time / 1000).toFixed(2)} s`;
  return time >= 99.95 ? `${time.toFixed(0)} ms` : `${trimmed(time, 1)} ms`;
}

/** A duration with about three significant digits: "0.4 µs", "35 µs", "1.25 ms", "350 ms", "1.2 s", "2 min 5 s". */
export function formatDuration(duration: Ms): string {
  if (duration <= 0) return '0 ms';
  if (duration < 0.9995) return `${figures(duration * 1000)} µs`;
  if (duration < 999.5) return `${figures(duration)} ms`;
  if (duration < 119_950) return `${figures(duration / 1000)} s`;
  const seconds = Math.round(duration / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

const trimmed = (n: number, decimals: number): string => String(Number(n.toFixed(decimals)));

const figures = (n: number): string => trimmed(n, n < 9.995 ? 2 : n < 99.95 ? 1 : 0);
