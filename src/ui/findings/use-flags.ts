import { useEffect, useMemo } from 'react';
import type { ClauseKey, Finding } from '../../diagnose/finding.ts';
import { flagEvents } from '../../store/timeline-port.ts';
import type { Flag } from '../../timeline/frame.ts';
import type { Session } from '../../store/session.ts';
import { useApp } from '../use-app.ts';
import { useDiagnosis } from './use-findings.ts';

/** Number of last cases of each finding that have flags. */
const MOST_CASES = 8;

/** Joins, which decide nothing. */
const followed: ReadonlySet<ClauseKey> = new Set(['wait.join', 'wait.others', 'wait.leave']);

/**
 * Flags the deciding events: those named by the findings, at any cursor position, since findings lead to earlier
 * events.
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
