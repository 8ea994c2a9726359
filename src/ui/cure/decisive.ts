/** The events that decided in either of two runs, in the order of time. */
import type { EventIndex, Ms } from '../../base/units.ts';
import type { Clause, Finding } from '../../diagnose/finding.ts';
import type { Parting } from '../../teach/parting.ts';
import type { Trace } from '../../trace/trace.ts';

/** Which of the two: that on the page, or that beneath. */
export type SideIndex = 0 | 1;

export interface DecisiveRow {
  readonly side: SideIndex;
  readonly seq: EventIndex;
  readonly time: Ms;
  /** What a finding says of it; undefined: the event itself is told. */
  readonly clause: Clause | undefined;
  /** The runs part with it. */
  readonly parts: boolean;
}

/** Cases of one finding that are told. */
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
      // What decided is told rather than what came of it, which is told last.
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
