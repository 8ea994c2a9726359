import { useTranslation } from 'react-i18next';
import { processRuns, type ProcessNode, type ProcessRun } from '../../views/process-tree.ts';
import { processName } from '../../views/names.ts';
import { moveFocus } from '../stage/move-focus.ts';
import type { ProcessProps } from './process-props.ts';
import { RunIcon, toneOfRun } from './RunIcon.tsx';

/** A box for every state, as in a textbook, with the processes that are in it. */
export function StateDiagram({ nodes, ...rest }: ProcessProps) {
  const { t } = useTranslation('processes');
  return (
    <section className="states" aria-label={t('states')}>
      {processRuns.map((run) => (
        <StateBox key={run} run={run} nodes={nodes.filter((node) => node.run === run)} {...rest} />
      ))}
    </section>
  );
}

interface StateBoxProps extends ProcessProps {
  readonly run: ProcessRun;
}

function StateBox({ run, nodes, trace, chosen, onSelect }: StateBoxProps) {
  const { t } = useTranslation('processes');
  return (
    <div
      className="state-box tone"
      data-tone={toneOfRun(run)}
      data-run={run}
      data-empty={nodes.length === 0 || undefined}
      role="group"
      aria-label={t('box', { state: t(`run.${run}`), count: nodes.length })}
      onKeyDown={moveFocus}
    >
      <div className="state-head" title={t(`means.${run}`)}>
        <RunIcon run={run} />
        <span>{t(`run.${run}`)}</span>
        {nodes.length > 0 && <span className="state-count">{nodes.length}</span>}
      </div>
      {nodes.map((node, n) => (
        <Chip
          key={node.process}
          node={node}
          name={processName(trace, node.process)}
          pid={trace.processes[node.process]?.pid ?? 0}
          isChosen={node.process === chosen}
          isFirst={n === 0}
          onSelect={onSelect}
        />
      ))}
    </div>
  );
}

interface ChipProps extends Pick<ProcessProps, 'onSelect'> {
  readonly node: ProcessNode;
  readonly name: string;
  readonly pid: number;
  readonly isChosen: boolean;
  readonly isFirst: boolean;
}

function Chip({ node: { main, run }, name, pid, isChosen, isFirst, onSelect }: ChipProps) {
  const { t } = useTranslation('processes');
  const label = t('chip', { name, pid, state: t(`run.${run}`) });
  return (
    <button
      type="button"
      className="process-chip"
      data-token={main}
      aria-pressed={isChosen}
      aria-label={label}
      title={label}
      tabIndex={isFirst ? 0 : -1}
      onClick={() => onSelect({ kind: 'thread', index: main })}
    >
      <span className="process-pid">{pid}</span>
      <span className="process-name">{name}</span>
    </button>
  );
}
