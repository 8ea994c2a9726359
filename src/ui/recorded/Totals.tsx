import { useMemo, useState } from 'react';
import { useTranslation } from '../use-translation.ts';
import { currentTimeline } from '../../store/timeline-port.ts';
import type { Tracks } from '../../trace/tracks.ts';
import { sliceTotals, totalColumns, type TotalColumn } from '../../views/slice-totals.ts';
import { formatDuration } from '../../views/time-format.ts';
import { nextSlice } from '../../views/track-index.ts';
import { Button } from '../controls/Button.tsx';
import './Totals.css';

/** Maximum number of rows; further ones are found by search. */
const MOST_ROWS = 300;

/** Slices by name: number and total time; a press highlights them in the timeline, another goes to the next one. */
export function Totals({ tracks }: { readonly tracks: Tracks }) {
  const { t } = useTranslation('recorded');
  const [column, setColumn] = useState<TotalColumn>('total');
  const [query, setQuery] = useState('');
  const [marked, setMarked] = useState(-1);
  const [after, setAfter] = useState(-Infinity);
  const names = useMemo(() => sliceTotals(tracks, column, query), [tracks, column, query]);
  const { count, total, self, longest } = tracks.totals;

  const leave = () => {
    currentTimeline()?.mark(-1);
    setMarked(-1);
    setAfter(-Infinity);
  };
  const go = (name: number) => {
    const from = name === marked ? after : -Infinity;
    const next = nextSlice(tracks, name, from) ?? nextSlice(tracks, name, -Infinity);
    const timeline = currentTimeline();
    timeline?.mark(name);
    setMarked(name);
    if (next === undefined) return;
    timeline?.showStretch(next.start, next.end);
    setAfter(next.start);
  };
  return (
    <div className="totals">
      <div className="totals-bar">
        <input
          type="search"
          className="totals-search"
          aria-label={t('totals.search')}
          placeholder={t('totals.search')}
          value={query}
          onChange={({ target }) => setQuery(target.value)}
          onKeyDown={({ key }) => {
            const [first] = names;
            if (key === 'Enter' && first !== undefined) go(first);
          }}
        />
        <span className="totals-found">{t('totals.names', { count: names.length })}</span>
        {marked >= 0 && <Button onClick={leave}>{t('totals.leave')}</Button>}
      </div>
      <div className="totals-rows">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('totals.name')}</th>
              {totalColumns.map((one) => (
                <th
                  key={one}
                  scope="col"
                  aria-sort={one === column ? 'descending' : 'none'}
                  className="totals-figure"
                >
                  <button type="button" onClick={() => setColumn(one)}>
                    {t(`totals.${one}`)}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.slice(0, MOST_ROWS).map((name) => (
              <tr key={name} data-marked={name === marked || undefined}>
                <th scope="row">
                  <button type="button" title={tracks.names[name]} onClick={() => go(name)}>
                    {tracks.names[name] || '–'}
                  </button>
                </th>
                <td className="totals-figure">{count[name]}</td>
                <td className="totals-figure">{formatDuration(total[name]!)}</td>
                <td className="totals-figure">{formatDuration(self[name]!)}</td>
                <td className="totals-figure">{formatDuration(longest[name]!)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
