import { useMemo, useRef } from 'react';
import type { Selection } from '../../store/selection.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Readings } from '../../views/readings.ts';
import type { World } from '../../views/state.ts';
import { useHeight } from './use-height.ts';
import { useWidth } from '../stage/use-width.ts';
import { lockGraph } from './lock-graph.ts';
import { RingGraph } from './RingGraph.tsx';
import { useDiagnosis, useFindingTexts } from './use-findings.ts';
import { waitGraph } from './wait-graph.ts';
import './GraphView.css';

interface GraphViewProps {
  readonly trace: Trace;
  readonly readings: Readings;
  readonly world: World;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
}

/** Below this width, the two graphs are stacked. */
const BESIDE = 620;
/** Height of a caption, and the padding. */
const CAPTION = 44;

/** The wait-for graph at the cursor, and the lock-order graph so far. */
export function GraphView({ trace, readings, world, selection, onSelect }: GraphViewProps) {
  const texts = useFindingTexts();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const room = useHeight(box);
  const diagnosis = useDiagnosis(readings);
  const { threads, objects, count } = world;
  // The cursor's time changes every frame and is irrelevant here.
  const waits = useMemo(() => waitGraph(trace, { threads, objects }), [trace, threads, objects]);
  const orders = lockGraph(diagnosis.lockOrder, count);
  const isBeside = width >= BESIDE && orders.edges.length > 0;
  const common = {
    names: world.names,
    selection,
    onSelect,
    width: isBeside ? width / 2 : width,
    room: room - CAPTION,
  };
  return (
    <div className="graphs" ref={box} data-beside={isBeside || undefined}>
      {texts !== undefined && width > 0 && (
        <>
          <RingGraph {...common} graph={waits} texts={texts} of="waits" />
          {orders.edges.length > 0 && (
            <RingGraph {...common} graph={orders} texts={texts} of="orders" />
          )}
        </>
      )}
    </div>
  );
}
