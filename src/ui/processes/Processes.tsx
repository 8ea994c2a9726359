import { useMemo } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { Selection } from '../../store/selection.ts';
import type { Trace } from '../../trace/trace.ts';
import {
  processTree,
  runsAmong,
  type ProcessNode,
  type ProcessRun,
} from '../../views/process-tree.ts';
import type { World } from '../../views/state.ts';
import { moveFocus } from '../stage/move-focus.ts';
import { ProcessRow } from './ProcessRow.tsx';
import { toneOf } from '../stage/thread-tone.ts';
import { ToneIcon } from '../stage/ToneIcon.tsx';
import './Processes.css';

interface ProcessesProps {
  readonly world: World;
  readonly trace: Trace;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
}

/** Maximum number of rows. */
const MOST_ROWS = 400;

/** The processes at the cursor, up to a number: a row for each, below its parent, and a column for every state. */
export function Processes({ world, trace, selection, onSelect }: ProcessesProps) {
  const { t } = useTranslation('processes');
  const { threads, processes } = world;
  const nodes = useMemo(
    () => processTree(trace, { threads, processes }),
    [trace, threads, processes],
  );
  const runs = runsAmong(world);
  const chosen = selection.kind === 'thread' ? (trace.threads[selection.index]?.process ?? -1) : -1;
  const firstOrphan = nodes.findIndex(({ isOrphan }) => isOrphan);
  return (
    <div className="processes scroll" role="region" aria-label={t('label')} tabIndex={0}>
      <table className="process-table">
        <Head nodes={nodes} runs={runs} />
        <tbody onKeyDown={moveFocus}>
          {nodes
            .slice(0, MOST_ROWS)
            .flatMap((node, n) => [
              ...(n === firstOrphan ? [<Adopter key="init" columns={1 + runs.length} />] : []),
              <ProcessRow
                key={node.process}
                node={node}
                runs={runs}
                trace={trace}
                names={world.names}
                isChosen={node.process === chosen}
                isFirst={n === 0}
                onSelect={onSelect}
              />,
            ])}
        </tbody>
      </table>
      {nodes.length > MOST_ROWS && (
        <p className="processes-more">{t('more', { count: nodes.length - MOST_ROWS })}</p>
      )}
    </div>
  );
}

interface HeadProps {
  readonly nodes: readonly ProcessNode[];
  readonly runs: readonly ProcessRun[];
}

function Head({ nodes, runs }: HeadProps) {
  const { t } = useTranslation(['processes', 'views']);
  return (
    <thead>
      <tr>
        <th scope="col" className="process-who">
          {t('process')}
        </th>
        {runs.map((run) => {
          const count = nodes.filter((node) => node.run === run).length;
          return (
            <th
              key={run}
              scope="col"
              className="process-state tone"
              data-tone={toneOf(run)}
              data-empty={count === 0 || undefined}
              title={t(`means.${run}`)}
            >
              <ToneIcon condition={run} />
              <span className="process-word">{t(`views:condition.${run}`)}</span>
              {count > 1 && <span className="process-count">{count}</span>}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** Orphans are below the process that adopted them. */
function Adopter({ columns }: { readonly columns: number }) {
  const { t } = useTranslation('processes');
  return (
    <tr className="process-init">
      <th scope="rowgroup" colSpan={columns}>
        {t('init')}
      </th>
    </tr>
  );
}
