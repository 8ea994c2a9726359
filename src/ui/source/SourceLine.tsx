import { memo } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { Listing, Token } from '../../scenarios/scenario.ts';
import type { ThreadState } from '../../views/state.ts';
import { LineTags } from './LineTags.tsx';

interface SourceLineProps {
  readonly number: number;
  readonly runs: Listing['lines'][number];
  /** The present value of the param that this line sets. */
  readonly value: readonly [text: string, token: Token] | undefined;
  readonly threads: readonly ThreadState[];
  /** The line of the selected event. */
  readonly isChosen: boolean;
  /** In step mode: whether there is a breakpoint; undefined if impossible. */
  readonly stop: boolean | undefined;
  readonly onStop: (line: number) => void;
}

export const SourceLine = memo(function SourceLine(props: SourceLineProps) {
  const { number, runs, value, threads, isChosen, stop, onStop } = props;
  return (
    <li
      className="source-line"
      data-lit={threads.length > 0 || undefined}
      data-chosen={isChosen || undefined}
      aria-current={isChosen || undefined}
    >
      {stop === undefined ? (
        <span className="source-number figures" aria-hidden="true">
          {number}
        </span>
      ) : (
        <StopButton number={number} isOn={stop} onStop={onStop} />
      )}
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
      {threads.length > 0 && <LineTags line={number} threads={threads} />}
    </li>
  );
}, isSameLine);

/** The number of a line that can have a breakpoint. */
function StopButton({
  number,
  isOn,
  onStop,
}: {
  readonly number: number;
  readonly isOn: boolean;
  readonly onStop: (line: number) => void;
}) {
  const { t } = useTranslation();
  const label = t('source.stopAt', { line: number });
  return (
    <button
      type="button"
      className="source-number source-stop figures"
      aria-pressed={isOn}
      aria-label={label}
      title={label}
      onClick={() => onStop(number)}
    >
      {number}
    </button>
  );
}

function isSameLine(a: SourceLineProps, b: SourceLineProps): boolean {
  return (
    a.runs === b.runs &&
    a.value?.[0] === b.value?.[0] &&
    a.stop === b.stop &&
    a.isChosen === b.isChosen &&
    a.onStop === b.onStop &&
    a.threads.length === b.threads.length &&
    a.threads.every((thread, i) => thread === b.threads[i])
  );
}
