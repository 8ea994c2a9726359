import { memo } from 'react';
import { useTranslation } from '../use-translation.ts';
import { NameText } from '../controls/NameText.tsx';
import type { Selection } from '../../store/selection.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Names } from '../../views/names.ts';
import type { ProcessNode, ProcessRun } from '../../views/process-tree.ts';
import { formatInstant } from '../../views/time-format.ts';
import { toneOf } from '../stage/thread-tone.ts';
import { ToneIcon } from '../stage/ToneIcon.tsx';

/** Maximum number of levels drawn. */
const MOST_LEVELS = 24;

interface ProcessRowProps {
  readonly node: ProcessNode;
  /** The columns. */
  readonly runs: readonly ProcessRun[];
  readonly trace: Trace;
  readonly names: Names;
  readonly isChosen: boolean;
  /** One row is reached by Tab, the others by arrow keys. */
  readonly isFirst: boolean;
  readonly onSelect: (selection: Selection) => void;
}

/** A process; pressing it selects its main thread. */
export const ProcessRow = memo(function ProcessRow(props: ProcessRowProps) {
  const { node, runs, trace, names, isChosen, isFirst, onSelect } = props;
  const { t } = useTranslation(['processes', 'views']);
  const { process, run, condition, depth, main } = node;
  const name = names.ownProcess(process);
  const levels = Math.min(depth, MOST_LEVELS);
  const number = trace.processes[process]?.pid ?? -1;
  const pid = run === 'new' || number < 0 ? '–' : number;
  return (
    <tr className="process-row tone" data-tone={toneOf(condition)} data-run={run}>
      <th scope="row" className="process-who">
        <button
          type="button"
          className="process-pick"
          data-token={main}
          aria-pressed={isChosen}
          tabIndex={isFirst ? 0 : -1}
          onClick={() => onSelect({ kind: 'thread', index: main })}
        >
          {Array.from({ length: levels }, (_, level) => (
            <span
              key={level}
              className="process-branch"
              data-last={level === levels - 1 || undefined}
            />
          ))}
          <span className="visually-hidden">
            {t('row', {
              name,
              pid,
              state: t(`views:condition.${condition}`),
            })}
          </span>
          <span className="process-pid" aria-hidden="true">
            {pid}
          </span>
          <span className="process-name" aria-hidden="true">
            <NameText name={name} />
          </span>
          <Remark node={node} />
        </button>
      </th>
      {runs.map((column) => (
        <td key={column}>
          {column === run && (
            <span className="process-mark">
              <ToneIcon condition={condition} />
              <span className="process-word">{t(`views:condition.${condition}`)}</span>
            </span>
          )}
        </td>
      ))}
    </tr>
  );
}, isSame);

/** Nodes are recreated whenever a thread changes; their content seldom differs. */
function isSame(a: ProcessRowProps, b: ProcessRowProps): boolean {
  return (
    a.trace === b.trace &&
    a.names === b.names &&
    a.runs.length === b.runs.length &&
    a.isChosen === b.isChosen &&
    a.isFirst === b.isFirst &&
    JSON.stringify(a.node) === JSON.stringify(b.node)
  );
}

/** Remarks besides its state. */
function Remark({ node }: { node: ProcessNode }) {
  const { run, exitCode, isOrphan, isDaemon, threads, since } = node;
  const { t } = useTranslation('processes');
  const remarks = [
    isDaemon ? t('daemon') : '',
    run === 'zombie' && since !== undefined ? t('since', { since: formatInstant(since) }) : '',
    isOrphan ? t('orphan') : '',
    threads > 1 ? t('threads', { count: threads }) : '',
  ].filter((text) => text !== '');
  if (exitCode !== undefined) {
    remarks.unshift(t(remarks.length === 0 ? 'exit' : 'exitShort', { code: exitCode }));
  }
  if (remarks.length === 0) return null;
  const text = remarks.join(' · ');
  return (
    <span className="process-remark" title={text}>
      {text}
    </span>
  );
}
