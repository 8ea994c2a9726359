import type { Selection } from '../../store/selection.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Readings } from '../../views/readings.ts';
import type { World } from '../../views/state.ts';

/** What the inspector and every card of it get. */
export interface CardProps {
  readonly world: World;
  readonly trace: Trace;
  /** Of the trace. */
  readonly readings: Readings;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
}
