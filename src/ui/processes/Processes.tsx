import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Selection } from '../../store/selection.ts';
import type { Trace } from '../../trace/trace.ts';
import { processTree } from '../../views/process-tree.ts';
import type { World } from '../../views/state.ts';
import { ProcessTree } from './ProcessTree.tsx';
import { StateDiagram } from './StateDiagram.tsx';
import './Processes.css';

interface ProcessesProps {
  readonly world: World;
  readonly trace: Trace;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
}

/** The processes at the cursor: a box for every state with those that are in it, and the tree that they make. */
export function Processes({ world, trace, selection, onSelect }: ProcessesProps) {
  const { t } = useTranslation('processes');
  const { threads, processes } = world;
  // What the tree is made of stays the same while only objects change.
  const nodes = useMemo(
    () => processTree(trace, { threads, processes }),
    [trace, threads, processes],
  );
  const chosen = selection.kind === 'thread' ? (trace.threads[selection.index]?.process ?? -1) : -1;
  const common = { nodes, trace, chosen, onSelect };
  return (
    <div className="processes scroll" role="region" aria-label={t('label')} tabIndex={0}>
      <StateDiagram {...common} />
      <ProcessTree {...common} />
    </div>
  );
}
