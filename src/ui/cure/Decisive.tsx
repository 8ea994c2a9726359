import { useMemo } from 'react';
import { lookAbove, lookBeneath } from '../../store/cure/looking.ts';
import { formatInstant } from '../../views/time-format.ts';
import { decisiveRows, type DecisiveRow } from './decisive.ts';
import type { ToldProps } from './told.ts';
import { useSaying } from './use-saying.ts';
import { fill } from './words.ts';

/** The deciding events of both runs in order of time: the flags of the canvases, as text. */
export function Decisive({ runs, parting, texts, findingTexts }: ToldProps) {
  const saying = [useSaying(runs[0], findingTexts), useSaying(runs[1], findingTexts)] as const;
  const rows = useMemo(() => {
    const [first, second] = runs.map(({ session, findings }) => ({
      trace: session.trace,
      findings,
    }));
    return decisiveRows([first!, second!], parting);
  }, [runs, parting]);
  const cell = ({ side, seq, clause }: DecisiveRow) => (
    <button
      type="button"
      className="link"
      onClick={() => (side === 0 ? lookAbove : lookBeneath)(seq)}
    >
      <span className="link-text">
        {clause === undefined ? saying[side].event(seq) : saying[side].clause(clause)}
      </span>
    </button>
  );
  return (
    <details className="cure-decisive">
      <summary>{fill(texts.table, { count: rows.length })}</summary>
      <table className="step-table">
        <thead>
          <tr>
            <th scope="col">{texts.time}</th>
            <th scope="col">{texts.then.above}</th>
            <th scope="col">{texts.then.beneath}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.side} ${row.seq}`} data-parts={row.parts || undefined}>
              <th scope="row" className="figures">
                {formatInstant(row.time)}
              </th>
              <td>{row.side === 0 && cell(row)}</td>
              <td>{row.side === 1 && cell(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
