/** The instant that the page shows. */
import type { Ms } from '../base/units.ts';
import type { Trace } from '../trace/trace.ts';

/**
 * live: the live edge. past: after the first `count` events; `time` is at or after the last of them. Two events may
 * share a time, so the time alone would be ambiguous.
 */
export type Cursor =
  | { readonly kind: 'live' }
  | { readonly kind: 'past'; readonly count: number; readonly time: Ms };

export const live: Cursor = { kind: 'live' };

export function cursorAtTime(trace: Trace, time: Ms): Cursor {
  const clamped = Math.max(0, time);
  return { kind: 'past', count: trace.countUntil(clamped), time: clamped };
}

/** Just after the first `count` events of a trace. */
export function cursorAtCount(trace: Trace, count: number): Cursor {
  const inside = Math.max(0, Math.min(count, trace.length));
  return { kind: 'past', count: inside, time: inside === 0 ? 0 : trace.time(inside - 1) };
}
