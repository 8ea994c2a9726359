import i18next from 'i18next';
import { useEffect, useRef, type RefObject } from 'react';
import type { Ms } from '../../base/units.ts';
import { app } from '../../store/app-state.ts';
import { cure } from '../../store/cure/cure-state.ts';
import { lookBeneath, moveBoth } from '../../store/cure/looking.ts';
import { onFrame } from '../../store/frame-loop.ts';
import type { Session } from '../../store/session.ts';
import { currentTimeline, markParting, whileComparing } from '../../store/timeline-port.ts';
import { counterpartsOf, Identities, type Counterparts } from '../../teach/counterparts.ts';
import { plainArrangement, type Arrangement, type LaneKey } from '../../timeline/arrangement.ts';
import type { CanvasText, Flag } from '../../timeline/frame.ts';
import { Timeline, type Hover } from '../../timeline/timeline.ts';

export interface CanvasInput {
  readonly beneath: Session;
  readonly isCompact: boolean;
  /** Of the lanes above. */
  readonly arrangement: Arrangement;
  readonly flags: readonly Flag[];
  /** Where the two diverge. */
  readonly parting: Ms | undefined;
  readonly onHover: (hover: Hover | undefined) => void;
}

interface Pairs {
  readonly of: Session;
  readonly length: number;
  /** Mapping from the run above to the one beneath, and back. */
  readonly to: Counterparts;
  readonly from: Counterparts;
}

/** Both runs share one view, one cursor and one order of lanes: actions on either apply to both. */
export function useCanvas(container: RefObject<HTMLElement | null>, input: CanvasInput): void {
  const { beneath, isCompact, arrangement, flags, parting, onHover } = input;
  const latest = useRef(input);
  useEffect(() => {
    latest.current = { beneath, isCompact, arrangement, flags, parting, onHover };
    markParting(parting);
  }, [beneath, isCompact, arrangement, flags, parting, onHover]);
  useEffect(() => {
    const element = container.current;
    if (element === null) return undefined;
    const timeline = new Timeline(element, {
      text: i18next.getFixedT(null, 'timeline') as CanvasText,
      compact: isCompact,
      isBare: true,
      reducedMotion: () => true,
      onCursor: (_, pointed) => moveBoth(pointed),
      onSelect(selection) {
        if (selection.kind === 'event') lookBeneath(selection.seq);
        else if (selection.kind === 'thread' || selection.kind === 'object') {
          const index = above(selection.kind, selection.index);
          if (index >= 0) app.setState({ selection: { kind: selection.kind, index } });
        }
      },
      onFlag: ([first]) => first !== undefined && lookBeneath(first),
      onHover,
    });
    let pairs: Pairs | undefined;
    const pairsOf = (session: Session): Pairs => {
      const { length } = session.trace;
      if (pairs?.of === session && pairs.length === length) return pairs;
      const [first, second] = [session, beneath].map(({ trace }) =>
        new Identities(trace).advance(),
      );
      const [to, from] = [counterpartsOf(first!, second!), counterpartsOf(second!, first!)];
      return { of: session, length, to, from };
    };
    let arranged: Arrangement | undefined;
    const look = (session: Session): Pairs => {
      const known = pairsOf(session);
      const { arrangement: wanted } = latest.current;
      if (known !== pairs || wanted !== arranged) timeline.desk.arrange(mirrored(wanted, known.to));
      [pairs, arranged] = [known, wanted];
      return known;
    };
    const above = (kind: 'thread' | 'object', index: number): number =>
      (kind === 'thread' ? pairs?.from.threads : pairs?.from.objects)?.[index] ?? -1;
    timeline.setData(beneath);
    timeline.setView(currentTimeline()?.view ?? { start: 0, end: beneath.trace.endTime });
    let seen = timeline.view;
    const watcher = new MutationObserver(() => timeline.refresh());
    watcher.observe(document.documentElement, {
      attributeFilter: ['data-theme', 'data-layout', 'lang'],
    });
    const ends = [
      whileComparing(moveBoth),
      cure.subscribe(({ chosen }, before) => {
        if (chosen === before.chosen) return;
        timeline.setSelection(chosen < 0 ? { kind: 'none' } : { kind: 'event', seq: chosen });
        if (chosen >= 0) timeline.reveal(chosen);
      }),
      app.subscribe(({ selection, session }, before) => {
        if (selection === before.selection || session === undefined) return;
        const { to } = look(session);
        if (selection.kind === 'thread' || selection.kind === 'object') {
          const index = to[`${selection.kind}s`][selection.index] ?? -1;
          timeline.setSelection(index < 0 ? { kind: 'none' } : { kind: selection.kind, index });
        } else timeline.setSelection({ kind: 'none' });
      }),
      onFrame(({ session, cursor, edge }) => {
        look(session);
        const main = currentTimeline();
        const isMovedHere = timeline.view.start !== seen.start || timeline.view.end !== seen.end;
        if (main !== undefined && isMovedHere) main.setView(timeline.view, false);
        else if (main !== undefined) timeline.setView(main.viewNow, false);
        seen = timeline.view;
        const { endTime } = beneath.trace;
        const time = cure.getState().beyond ?? (cursor.kind === 'live' ? edge : cursor.time);
        timeline.frame({
          liveEdge: endTime,
          cursor: time >= endTime ? { mode: 'live' } : { mode: 'past', time },
          flags: latest.current.flags,
          parting: latest.current.parting,
        });
      }),
      () => watcher.disconnect(),
      () => timeline.destroy(),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [container, beneath, isCompact, onHover]);
}

/** The arrangement of the lanes above, mapped to those beneath. */
function mirrored(
  arrangement: Arrangement,
  { threads, objects, processes }: Counterparts,
): Arrangement {
  const tables = { t: threads, o: objects, p: processes };
  const keys = (all: readonly LaneKey[]): LaneKey[] =>
    all.flatMap((key) => {
      const kind = key.charAt(0) as keyof typeof tables;
      const index = tables[kind][Number(key.slice(1))] ?? -1;
      return index < 0 ? [] : [`${kind}${index}` as const];
    });
  const all = Object.entries(tables).flatMap(([kind, table]) =>
    table.map((_, index) => `${kind as keyof typeof tables}${index}` as const),
  );
  const isPlain = arrangement.order.length === 0 && arrangement.sort === 'start';
  return {
    ...plainArrangement,
    collapsed: new Set(
      [...arrangement.collapsed].flatMap((process) => {
        const index = processes[process] ?? -1;
        return index < 0 ? [] : [index];
      }),
    ),
    pinned: keys(arrangement.pinned),
    hidden: new Set(keys([...arrangement.hidden])),
    without: arrangement.without,
    sort: arrangement.sort,
    order: keys(isPlain ? all : arrangement.order),
    query: arrangement.query,
    inner: arrangement.inner,
  };
}
