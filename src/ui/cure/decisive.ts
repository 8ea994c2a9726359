/** Deciding events of both runs, in order of time. */
import type { EventIndex, Ms } from '../../base/units.ts';
import type { Clause, Finding } from '../../diagnose/finding.ts';
import type { Parting } from '../../teach/parting.ts';
import type { Trace } from '../../trace/trace.ts';

/** The run on the page, or the one beneath. */
export type SideIndex = 0 | 1;

export interface DecisiveRow {
  readonly side: SideIndex;
  readonly seq: EventIndex;
  readonly time: Ms;
  /** The finding's sentence; undefined: the event itself is described. */
  readonly clause: Clause | undefined;
  /** The runs diverge at this event. */
  readonly parts: boolean;
}

/** Maximum number of cases per finding. */
const MOST_CASES = 3;

export function decisiveRows(
  runs: readonly [Run, Run],
  parting: Parting | undefined,
): readonly DecisiveRow[] {
  const rows = runs.flatMap((run, n) => rowsOf(run, n as SideIndex, parting));
  return rows.toSorted((a, b) => a.time - b.time || a.side - b.side || a.seq - b.seq);
}

interface Run {
  readonly trace: Trace;
  readonly findings: readonly Finding[];
}

function rowsOf(
  { trace, findings }: Run,
  side: SideIndex,
  parting: Parting | undefined,
): readonly DecisiveRow[] {
  const clauses = new Map<EventIndex, Clause | undefined>();
  if (parting?.acts[side] === true) clauses.set(parting.events[side], undefined);
  for (const { cases } of findings) {
    for (const { at, ...rest } of cases.slice(-MOST_CASES).flatMap(({ says }) => says)) {
      // A cause is listed in preference to its consequence, which comes last.
      if (at >= 0 && clauses.get(at) === undefined) clauses.set(at, { ...rest, at });
    }
  }
  return [...clauses].map(([seq, clause]) => ({
    side,
    seq,
    time: trace.time(seq),
    clause,
    parts: parting?.acts[side] === true && parting.events[side] === seq,
  }));
}
