import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ms } from '../../base/units.ts';
import { Lanes } from '../../views/lanes.ts';
import { formatDuration, formatInstant } from '../../views/time-format.ts';
import { ToneIcon } from '../stage/ToneIcon.tsx';
import { CardHead } from './CardHead.tsx';
import type { CardProps } from './card-props.ts';
import { Fact, Facts } from './Facts.tsx';
import { sharesIn, shareTones, totalOf, type ThreadShares } from './range-shares.ts';
import { StateMark } from './StateMark.tsx';

/** A stretch of time: what happened in it, and how each thread spent it. */
export function RangeCard(props: CardProps & { start: Ms; end: Ms }) {
  const { world, trace, onSelect } = props;
  const { t } = useTranslation('inspector');
  const start = Math.min(props.start, props.end);
  const end = Math.max(props.start, props.end);
  const lanes = useMemo(() => new Lanes(trace), [trace]);
  // Only what has happened at the cursor counts; a range that is over no longer changes.
  const until = Math.min(end, world.time);
  const known = trace.countUntil(until);
  const rows = useMemo(() => {
    if (lanes.threads.length < trace.threads.length || known > 0) lanes.advance();
    return sharesIn(lanes, start, end, until);
  }, [lanes, trace, known, start, end, until]);
  const events = Math.max(0, known - (start > 0 ? trace.countUntil(start) : 0));
  return (
    <article className="card">
      <CardHead
        kind={t('kind.range')}
        title={t('range.title', { start: formatInstant(start), end: formatInstant(end) })}
        onSelect={onSelect}
      />
      <Facts>
        <Fact name={t('range.length')}>
          <span className="figures">{formatDuration(end - start)}</span>
        </Fact>
        <Fact name={t('range.events')}>
          <span className="figures">{events}</span>
        </Fact>
      </Facts>
      <section className="card-section">
        <h3 className="caption">{t('range.shares')}</h3>
        <p className="range-legend">
          {shareTones.map((tone) => tone !== 'idle' && <StateMark key={tone} condition={tone} />)}
        </p>
        {rows.length === 0 ? (
          <p className="card-note">{t('range.nobody')}</p>
        ) : (
          <ul className="shares">
            {rows.map((row) => (
              <ShareRow key={row.thread} {...{ world, onSelect, row }} />
            ))}
          </ul>
        )}
      </section>
    </article>
  );
}

function ShareRow({
  world,
  onSelect,
  row,
}: Pick<CardProps, 'world' | 'onSelect'> & { row: ThreadShares }) {
  const { t } = useTranslation(['inspector', 'stage', 'views']);
  const { thread, shares } = row;
  const total = totalOf(shares);
  const percent = (ms: Ms) => `${total > 0 ? Math.round((100 * ms) / total) : 0}%`;
  const spoken = shareTones
    .filter((tone) => tone !== 'idle' && shares[tone] > 0)
    .map(
      (tone) =>
        `${t(`views:condition.${tone === 'idle' ? 'new' : tone}`)} ${percent(shares[tone])}`,
    )
    .join(', ');
  return (
    <li className="share">
      <button
        type="button"
        className="link"
        onClick={() => onSelect({ kind: 'thread', index: thread })}
      >
        <span className="link-text">{world.names.thread(thread)}</span>
      </button>
      <span className="share-bar" role="img" aria-label={spoken} title={spoken}>
        {shareTones.map(
          (tone) =>
            shares[tone] > 0 && (
              <span
                key={tone}
                className="share-part tone"
                data-tone={tone}
                style={{ flexGrow: shares[tone] }}
              />
            ),
        )}
      </span>
      <span className="share-running figures tone" data-tone="running" title={t('range.running')}>
        <ToneIcon condition="running" size={10} />
        {percent(shares.running)}
      </span>
    </li>
  );
}
