import { useCallback, useEffect, useRef } from 'react';
import type { Listing } from '../../scenarios/scenario.ts';
import { findScenario } from '../../scenarios/registry.ts';
import { toggleBreak } from '../../store/run-actions.ts';
import type { Trace } from '../../trace/trace.ts';
import type { ThreadState } from '../../views/state.ts';
import { useApp } from '../use-app.ts';
import type { LitLines } from './lit-lines.ts';
import { paramLine } from './param-line.ts';
import { SourceLine } from './SourceLine.tsx';

interface SourceListingProps {
  /** What this listing is, for those who cannot see it. */
  readonly name: string;
  readonly listing: Listing;
  readonly lit: LitLines;
  readonly threads: readonly ThreadState[];
  readonly trace: Trace;
  /** Lines of the program that runs, by the line of this listing that stands for them. */
  readonly programLines: ReadonlyMap<number, readonly number[]>;
}

const noThreads: readonly ThreadState[] = [];

export function SourceListing({
  name,
  listing,
  lit,
  threads,
  trace,
  programLines,
}: SourceListingProps) {
  const isStepping = useApp((state) => state.mode === 'step');
  const breakLines = useApp((state) => state.breakLines);
  const onStop = useCallback(
    (line: number) => toggleBreak(programLines.get(line) ?? []),
    [programLines],
  );
  const table = useApp((state) => findScenario(state.scenario)?.params);
  const params = useApp((state) => state.params);
  const selection = useApp((state) => state.selection);
  const list = useRef<HTMLOListElement>(null);

  // The selected thread's line stays in sight; others come and go too fast to be followed.
  const selected = selection.kind === 'thread' ? selection.index : -1;
  const followed = [...lit].find(([, there]) => there.includes(selected))?.[0];
  useEffect(() => {
    if (followed !== undefined)
      list.current?.children[followed - 1]?.scrollIntoView({ block: 'nearest' });
  }, [followed]);

  const paramOf = new Map(Object.entries(listing.params).map(([param, line]) => [line, param]));
  return (
    <div className="source scroll" role="region" aria-label={name} tabIndex={0}>
      <ol ref={list} className="source-lines" data-stepping={isStepping || undefined}>
        {listing.lines.map((runs, i) => {
          const number = i + 1;
          const there = lit.get(number)?.flatMap((index) => threads[index] ?? []) ?? noThreads;
          const param = paramOf.get(number) ?? '';
          const meant = isStepping ? programLines.get(number) : undefined;
          const row = table?.[param];
          const value = params[param];
          const set = row && value !== undefined ? paramLine(runs, row, value) : undefined;
          return (
            <SourceLine
              key={number}
              number={number}
              runs={set?.head ?? runs}
              value={set?.value}
              threads={there}
              trace={trace}
              stop={meant?.some((line) => breakLines.includes(line))}
              onStop={onStop}
            />
          );
        })}
      </ol>
    </div>
  );
}
