import { useTranslation } from 'react-i18next';
import { processName } from '../../views/names.ts';
import type { ProcessNode } from '../../views/process-tree.ts';
import { formatInstant } from '../../views/time-format.ts';
import { moveFocus } from '../stage/move-focus.ts';
import type { ProcessProps } from './process-props.ts';
import { RunIcon, toneOfRun } from './RunIcon.tsx';

/** A row for every process below its parent; orphans stand below process 1. */
export function ProcessTree({ nodes, trace, chosen, onSelect }: ProcessProps) {
  const { t } = useTranslation('processes');
  const firstOrphan = nodes.findIndex(({ depth, parent }) => depth > 0 && parent < 0);
  return (
    <ul className="process-tree" aria-label={t('tree')} onKeyDown={moveFocus}>
      {nodes.map((node, n) => (
        <li key={node.process}>
          {n === firstOrphan && <p className="process-init">{t('init')}</p>}
          <Row
            node={node}
            name={processName(trace, node.process)}
            pid={trace.processes[node.process]?.pid ?? 0}
            isChosen={node.process === chosen}
            isFirst={n === 0}
            onSelect={onSelect}
          />
        </li>
      ))}
    </ul>
  );
}

interface RowProps extends Pick<ProcessProps, 'onSelect'> {
  readonly node: ProcessNode;
  readonly name: string;
  readonly pid: number;
  readonly isChosen: boolean;
  readonly isFirst: boolean;
}

function Row({ node, name, pid, isChosen, isFirst, onSelect }: RowProps) {
  const { t } = useTranslation('processes');
  const { run, depth, main } = node;
  return (
    <button
      type="button"
      className="process-row tone"
      data-token={main}
      data-tone={toneOfRun(run)}
      data-run={run}
      aria-pressed={isChosen}
      tabIndex={isFirst ? 0 : -1}
      onClick={() => onSelect({ kind: 'thread', index: main })}
    >
      {Array.from({ length: depth }, (_, level) => (
        <span key={level} className="process-branch" data-last={level === depth - 1 || undefined} />
      ))}
      <span className="process-state">
        <RunIcon run={run} />
        {t(`run.${run}`)}
      </span>
      <span className="process-name">{name}</span>
      <span className="process-pid">{t('pid', { pid })}</span>
      <Remark node={node} />
    </button>
  );
}

/** What is to be known of it beside its state. */
function Remark({ node: { run, exitCode, isOrphan, threads, since } }: { node: ProcessNode }) {
  const { t } = useTranslation('processes');
  const remarks = [
    exitCode === undefined ? '' : t('exit', { code: exitCode }),
    run === 'zombie' && since !== undefined ? t('since', { since: formatInstant(since) }) : '',
    isOrphan && run !== 'terminated' ? t('orphan') : '',
    threads > 1 ? t('threads', { count: threads }) : '',
  ];
  return (
    <span className="process-remark">{remarks.filter((text) => text !== '').join(' · ')}</span>
  );
}
