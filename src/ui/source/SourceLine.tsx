import { memo } from 'react';
import type { Listing, Token } from '../../scenarios/scenario.ts';
import type { Trace } from '../../trace/trace.ts';
import type { ThreadState } from '../../views/state.ts';
import { LineTags } from './LineTags.tsx';

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
      {threads.length > 0 && <LineTags line={number} threads={threads} trace={trace} />}
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
