import type { ProcessIndex } from '../../base/units.ts';
import type { Selection } from '../../store/selection.ts';
import type { Trace } from '../../trace/trace.ts';
import type { ProcessNode } from '../../views/process-tree.ts';

/** What both pictures of the processes are given. */
export interface ProcessProps {
  readonly nodes: readonly ProcessNode[];
  readonly trace: Trace;
  /** The process whose thread is pinned, or -1. */
  readonly chosen: ProcessIndex;
  readonly onSelect: (selection: Selection) => void;
}
