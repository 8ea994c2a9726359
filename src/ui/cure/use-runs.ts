/** Data of both runs for the panel: findings, endings, and their divergence. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { Diagnosis } from '../../diagnose/diagnosis.ts';
import type { Finding } from '../../diagnose/finding.ts';
import { app } from '../../store/app-state.ts';
import { live } from '../../store/cursor.ts';
import type { Session } from '../../store/session.ts';
import { Identities } from '../../teach/counterparts.ts';
import { outcomeAtEnd } from '../../teach/outcome-at-end.ts';
import { partingOf, type Parting } from '../../teach/parting.ts';
import type { Outcome } from '../../trace/outcome.ts';
import type { Trace } from '../../trace/trace.ts';
import type { World } from '../../views/state.ts';
import { useDiagnosis } from '../findings/use-findings.ts';
import { useApp } from '../use-app.ts';

export interface Told {
  readonly session: Session;
  /** At its live edge. */
  readonly world: World;
  /** Faults and risks. */
  readonly findings: readonly Finding[];
  /** undefined while it can still continue. */
  readonly outcome: Outcome | undefined;
}

const graveOf = (diagnosis: Diagnosis, count: number): readonly Finding[] =>
  diagnosis.at(count).filter(({ level }) => level !== 'note');

/** The run on the page, up to its live edge. */
export function useAbove(session: Session): Told {
  const diagnosis = useDiagnosis(session.readings);
  const count = useApp(({ eventCount }) => eventCount);
  const { revision } = diagnosis;
  return useMemo(() => {
    const world = session.worldAt(live);
    return {
      session,
      world,
      findings: revision < 0 ? [] : graveOf(diagnosis, count),
      outcome: outcomeAtEnd(session.trace, world),
    };
  }, [session, diagnosis, revision, count]);
}

/** The run beneath, which is complete. */
export function useBeneath(session: Session): Told {
  return useMemo(() => {
    const diagnosis = session.readings.of(Diagnosis);
    diagnosis.settle();
    const world = session.worldAt(live);
    const findings = graveOf(diagnosis, session.trace.length);
    return { session, world, findings, outcome: outcomeAtEnd(session.trace, world) };
  }, [session]);
}

/** Delay of live events: an event may be reported so much later than it is due. */
const GRACE_MS = 300;
/** Longer traces are analysed once they have ended. */
const MOST_EVENTS = 60_000;

interface Found {
  readonly trace: Trace;
  readonly other: Trace;
  readonly parting: Parting | undefined;
}

/** The divergence of the two; searched again while the run above continues. */
export function useParting(above: Told, beneath: Told): Parting | undefined {
  const names = useRef<readonly [Identities, Identities]>(undefined);
  const [found, setFound] = useState<Found>();
  const { trace } = above.session;
  const other = beneath.session.trace;
  // Results for other runs do not apply.
  const parting = found?.trace === trace && found.other === other ? found.parting : undefined;
  const isOver = above.outcome !== undefined;
  const isSettled = parting !== undefined && parting.acts[0] && parting.events[0] < trace.length;
  useEffect(() => {
    names.current = [new Identities(trace), new Identities(other)];
  }, [trace, other]);
  useEffect(() => {
    if (isSettled || (!isOver && trace.length > MOST_EVENTS) || names.current === undefined) return;
    const [first, second] = names.current;
    const grace = app.getState().mode === 'live' ? GRACE_MS : 0;
    const known = isOver ? Infinity : above.session.edge() - grace;
    const now = partingOf(
      { trace, identities: first.advance(), known },
      { trace: other, identities: second.advance(), known: Infinity },
    );
    setFound({ trace, other, parting: now });
  }, [trace, other, isOver, isSettled, above]);
  return parting;
}
