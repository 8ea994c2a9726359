import { useCallback, useEffect, useRef } from 'react';
import { paramsOf, scenarioOf } from '../../store/program.ts';
import { toggleBreak } from '../../store/run-actions.ts';
import type { ThreadState } from '../../views/state.ts';
import { useApp } from '../use-app.ts';
import type { LitLines } from './lit-lines.ts';
import { paramLine } from '../../scenarios/param-line.ts';
import { SourceLine } from './SourceLine.tsx';
import type { Source } from './sources.ts';

interface SourceListingProps {
  /** Accessible name of the listing. */
  readonly name: string;
  readonly source: Source;
  readonly lit: LitLines;
  readonly threads: readonly ThreadState[];
}

const noThreads: readonly ThreadState[] = [];

export function SourceListing({ name, source, lit, threads }: SourceListingProps) {
  const { listing, stops, source: row } = source;
  const isStepping = useApp((state) => state.mode === 'step');
  const breakpoints = useApp((state) => state.breakpoints);
  const onStop = useCallback(
    (shown: number) => toggleBreak((stops.get(shown) ?? []).map((line) => ({ source: row, line }))),
    [stops, row],
  );
  const table = useApp((state) => scenarioOf(state.program)?.params);
  const params = useApp((state) => paramsOf(state.program));
  const selection = useApp((state) => state.selection);
  const list = useRef<HTMLOListElement>(null);

  // Scrolls to the line of a selected event.
  const trace = useApp(({ session }) => session?.trace);
  const event = selection.kind === 'event' ? selection.seq : -1;
  const isHere = event >= 0 && trace?.source(event) === row;
  const chosen = isHere ? source.lineOf(trace.line(event)) : undefined;
  useEffect(() => {
    if (chosen !== undefined)
      list.current?.children[chosen - 1]?.scrollIntoView({ block: 'nearest' });
  }, [chosen, event]);

  // Keeps the selected thread's line visible; if the page stands still and no event is selected, the line of the last
  // step's thread, or of one that can move next. Live, other threads change too fast to be followed.
  const stands = useApp(({ mode, cursor }) => mode === 'step' || cursor.kind === 'past');
  const stepped = useApp(({ world, session }) =>
    session === undefined || world.count === 0 ? -1 : session.trace.thread(world.count - 1),
  );
  const mover = useApp(({ movers }) => movers[0] ?? -1);
  const lineWith = (index: number) => [...lit].find(([, there]) => there.includes(index))?.[0];
  const acting = stands && event < 0 ? (lineWith(stepped) ?? lineWith(mover)) : undefined;
  const followed = selection.kind === 'thread' ? lineWith(selection.index) : acting;
  useEffect(() => {
    const line = list.current?.children[(followed ?? 0) - 1];
    if (line !== undefined) bringIntoSight(line, list.current!.parentElement!);
  }, [followed, listing]);

  const paramOf = new Map(Object.entries(listing.params).map(([param, line]) => [line, param]));
  return (
    <div className="source scroll" role="region" aria-label={name} tabIndex={0}>
      <ol ref={list} className="source-lines" data-stepping={isStepping || undefined}>
        {listing.lines.map((runs, i) => {
          const number = i + 1;
          const there = lit.get(number)?.flatMap((index) => threads[index] ?? []) ?? noThreads;
          const param = paramOf.get(number) ?? '';
          const meant = isStepping ? stops.get(number) : undefined;
          const knob = table?.[param];
          const value = params[param];
          const set = knob && value !== undefined ? paramLine(runs, knob, value) : undefined;
          return (
            <SourceLine
              key={number}
              number={number}
              runs={set?.head ?? runs}
              value={set?.value}
              isChosen={number === chosen}
              threads={there}
              stop={meant?.some((line) =>
                breakpoints.some((known) => known.source === row && known.line === line),
              )}
              onStop={onStop}
            />
          );
        })}
      </ol>
    </div>
  );
}

/** Scrolls within the listing only, even if it is below the page's edge. */
function bringIntoSight(line: Element, listing: Element): void {
  const [here, sight] = [line.getBoundingClientRect(), listing.getBoundingClientRect()];
  const below = Math.max(0, here.bottom - sight.top - listing.clientHeight);
  const above = Math.min(0, here.top - sight.top);
  listing.scrollTop += above < 0 ? above : below;
}
