import { useEffect } from 'react';
import type { Finding } from '../../diagnose/finding.ts';
import { flagEvents } from '../../store/timeline-port.ts';
import type { Flag } from '../../timeline/frame.ts';
import type { Trace } from '../../trace/trace.ts';

/** Flags on the timeline at most: of each finding those of its last cases. */
const MOST_CASES = 8;

/** Keeps the events in sight that decided: those that the findings name. */
export function useFlags(trace: Trace, findings: readonly Finding[]): void {
  useEffect(() => flagEvents(trace, flagsOf(findings)), [trace, findings]);
}

/** Grave ones last. */
function flagsOf(findings: readonly Finding[]): Flag[] {
  const levels = new Map<number, 'fault' | 'risk'>();
  for (const { level, cases } of findings) {
    if (level === 'note') continue;
    const events = cases.slice(-MOST_CASES).flatMap(({ says }) => says.map(({ at }) => at));
    for (const seq of events) {
      if (seq >= 0 && levels.get(seq) !== 'fault') levels.set(seq, level);
    }
  }
  return [...levels]
    .map(([seq, level]) => ({ seq, level }))
    .toSorted((a, b) => Number(a.level === 'fault') - Number(b.level === 'fault'));
}
