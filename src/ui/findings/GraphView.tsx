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

/** Narrower than this, the two graphs stand one below the other. */
const BESIDE = 620;
/** What stands above a graph, and the padding. */
const CAPTION = 44;

/** Who waits for whom at the cursor, and in which orders locks have been taken so far. */
export function GraphView({ trace, readings, world, selection, onSelect }: GraphViewProps) {
  const texts = useFindingTexts();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const room = useHeight(box);
  const diagnosis = useDiagnosis(readings);
  const { threads, objects, count } = world;
  // The time of the cursor moves with every frame and decides nothing here.
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
