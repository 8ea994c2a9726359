/** Helpers that query the events of a run. */
import type { EventInfo } from '../../src/ui/api/weft-api.ts';

export type Events = readonly EventInfo[];

export function printed(events: Events): string[] {
  return events.filter(({ op }) => op === 'print').map(({ text }) => text);
}

/** Of processes, in order of exit. */
export function exitCodes(events: Events): number[] {
  return events.filter(({ kind }) => kind === 'exit').map(({ value }) => value);
}

/** Number of occurrences of each text. */
export function tally(texts: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return Object.fromEntries(counts);
}

/** Events with a waker, with the waking event, which must be earlier. */
export function arrows(events: Events): { from: EventInfo; to: EventInfo }[] {
  return events.flatMap((to) => {
    const from = to.cause === null ? undefined : events[to.cause];
    return from === undefined ? [] : [{ from, to }];
  });
}

/** Threads that are blocked in `op` on `object` just before the event `seq`. */
export function blockedIn(events: Events, op: string, object: string, seq: number): string[] {
  const waiting = new Set<string>();
  for (const event of events.slice(0, seq)) {
    if (event.thread === null) continue;
    if (event.kind === 'block' && event.op === op && event.object === object) {
      waiting.add(event.thread);
    } else if (event.kind === 'done' || event.kind === 'fail' || event.kind === 'raise') {
      waiting.delete(event.thread);
    }
  }
  return [...waiting].toSorted();
}

export const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
