import { useEffect, useMemo } from 'react';
import type { ClauseKey, Finding } from '../../diagnose/finding.ts';
import { flagEvents } from '../../store/timeline-port.ts';
import type { Flag } from '../../timeline/frame.ts';
import type { Session } from '../../store/session.ts';
import { useApp } from '../use-app.ts';
import { useDiagnosis } from './use-findings.ts';

/** Flags on the timeline at most: of each finding those of its last cases. */
const MOST_CASES = 8;

/** Waits for the end of others, which decide nothing. */
const followed: ReadonlySet<ClauseKey> = new Set(['wait.join', 'wait.others', 'wait.leave']);

/**
 * Keeps the events in sight that decided: those that the findings name, wherever the cursor is, since it is led to what came
 * before.
 */
export function useFlags({ trace, readings }: Session): readonly Finding[] {
  const diagnosis = useDiagnosis(readings);
  const count = useApp(({ eventCount, curtain = Infinity }) => Math.min(eventCount, curtain));
  const { revision } = diagnosis;
  const findings = useMemo(
    () => (revision < 0 ? [] : diagnosis.at(count)),
    [diagnosis, revision, count],
  );
  useEffect(() => flagEvents(trace, flagsOf(findings)), [trace, findings]);
  return findings;
}

/** Grave ones last. */
export function flagsOf(findings: readonly Finding[]): Flag[] {
  const levels = new Map<number, 'fault' | 'risk'>();
  for (const { level, cases } of findings) {
    if (level === 'note') continue;
    const clauses = cases.slice(-MOST_CASES).flatMap(({ says }) => says);
    const events = clauses.filter(({ key }) => !followed.has(key)).map(({ at }) => at);
    for (const seq of events) {
      if (seq >= 0 && levels.get(seq) !== 'fault') levels.set(seq, level);
    }
  }
  return [...levels]
    .map(([seq, level]) => ({ seq, level }))
    .toSorted((a, b) => Number(a.level === 'fault') - Number(b.level === 'fault'));
}
