import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Listing, Token } from '../../scenarios/scenario.ts';
import { app } from '../../store/app-state.ts';
import type { Trace } from '../../trace/trace.ts';
import { threadName } from '../../views/names.ts';
import type { ThreadState } from '../../views/state.ts';
import { conditionOf, toneOf } from '../stage/thread-tone.ts';
import { ToneIcon } from '../stage/ToneIcon.tsx';
import { useApp } from '../use-app.ts';

const SHOWN_TAGS = 3;

interface SourceLineProps {
  readonly number: number;
  readonly runs: Listing['lines'][number];
  /** The present value of the param that this line sets. */
  readonly value: readonly [text: string, token: Token] | undefined;
  readonly threads: readonly ThreadState[];
  readonly trace: Trace;
}

export const SourceLine = memo(function SourceLine(props: SourceLineProps) {
  const { number, runs, value, threads, trace } = props;
  const { t } = useTranslation();
  const more = threads.length - SHOWN_TAGS;
  return (
    <li className="source-line" data-lit={threads.length > 0 || undefined}>
      <span className="source-number figures" aria-hidden="true">
        {number}
      </span>
      <code className="source-code">
        {runs.map(([text, token], i) => (
          <span key={i} className={token === '' ? undefined : `token-${token}`}>
            {text}
          </span>
        ))}
        {value !== undefined && (
          <span className={`source-value token-${value[1]}`}>{value[0]}</span>
        )}
      </code>
      {threads.length > 0 && (
        <span className="source-tags">
          {threads.slice(0, SHOWN_TAGS).map((thread) => (
            <Tag key={thread.index} thread={thread} line={number} trace={trace} />
          ))}
          {more > 0 && (
            <span
              className="source-more figures"
              title={t('source.moreAt', { count: more, line: number })}
            >
              {t('source.more', { count: more })}
            </span>
          )}
        </span>
      )}
    </li>
  );
}, isSameLine);

function isSameLine(a: SourceLineProps, b: SourceLineProps): boolean {
  return (
    a.runs === b.runs &&
    a.value?.[0] === b.value?.[0] &&
    a.trace === b.trace &&
    a.threads.length === b.threads.length &&
    a.threads.every((thread, i) => thread === b.threads[i])
  );
}

interface TagProps {
  readonly thread: ThreadState;
  readonly line: number;
  readonly trace: Trace;
}

function Tag({ thread, line, trace }: TagProps) {
  const { t } = useTranslation(['ui', 'stage']);
  const isSelected = useApp(
    ({ selection }) => selection.kind === 'thread' && selection.index === thread.index,
  );
  const condition = conditionOf(thread);
  const name = threadName(trace, thread.index);
  const label = t('source.threadAt', {
    thread: name,
    line,
    state: t(`stage:condition.${condition}`),
  });
  return (
    <button
      type="button"
      className="source-tag tone"
      data-tone={toneOf(condition)}
      data-condition={condition}
      aria-pressed={isSelected}
      aria-label={label}
      title={label}
      onClick={() => app.setState({ selection: { kind: 'thread', index: thread.index } })}
    >
      <ToneIcon condition={condition} size={10} />
      <span>{name}</span>
    </button>
  );
}
