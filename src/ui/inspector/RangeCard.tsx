import { Download } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { Ms } from '../../base/units.ts';
import { Contention } from '../../views/contention.ts';
import { Lanes } from '../../views/lanes.ts';
import { formatDuration, formatInstant } from '../../views/time-format.ts';
import { Button } from '../controls/Button.tsx';
import { later } from '../controls/later.tsx';
import { saveFile } from '../files/save-file.ts';
import { useRead } from '../use-read.ts';
import { CardHead } from './CardHead.tsx';
import type { CardProps } from './card-props.ts';
import { Fact, Facts } from './Facts.tsx';
import { rangeCsv } from './range-csv.ts';
import { sharesIn } from './range-shares.ts';
import { ShareTable } from './ShareTable.tsx';
import { UsageTable } from './UsageTable.tsx';

const SlicesHere = later(async () => (await import('../recorded/SlicesHere.tsx')).SlicesHere);

/** A time range: its events, and how each thread spent it. */
export function RangeCard(props: CardProps & { start: Ms; end: Ms }) {
  const { world, trace, onSelect } = props;
  const { t } = useTranslation('inspector');
  const start = Math.min(props.start, props.end);
  const end = Math.max(props.start, props.end);
  const lanes = props.readings.of(Lanes);
  // Only events up to the cursor count; a range in the past no longer changes.
  const until = Math.min(end, world.time);
  const known = trace.countUntil(until);
  const rows = useMemo(() => {
    if (known > 0) lanes.advance();
    return sharesIn(lanes, start, end, until);
  }, [lanes, known, start, end, until]);
  const switches = lanes.switches.between(start, until).length;
  const contention = props.readings.of(Contention);
  const isRead = useRead(contention, known);
  const usages = useMemo(
    () => (isRead && known > 0 ? contention.between(start, until) : []),
    [contention, isRead, known, start, until],
  );
  const events = Math.max(0, known - (start > 0 ? trace.countUntil(start) : 0));
  return (
    <article className="card">
      <CardHead
        kind={t('kind.range')}
        title={t('range.title', { start: formatInstant(start), end: formatInstant(end) })}
        onSelect={onSelect}
      />
      {trace.tracks.slices.length > 0 && <SlicesHere {...{ trace, world, start, end }} />}
      <Facts>
        <Fact name={t('range.length')}>
          <span className="figures">{formatDuration(end - start)}</span>
        </Fact>
        <Fact name={t('range.events')}>
          <span className="figures">{events}</span>
        </Fact>
        {lanes.cores.length > 0 && (
          <Fact name={t('range.switches')}>
            <span className="figures">{switches}</span>
          </Fact>
        )}
      </Facts>
      <section className="card-section">
        <h3 className="caption">{t('range.shares')}</h3>
        {rows.length === 0 ? (
          <p className="card-note">{t('range.nobody')}</p>
        ) : (
          <ShareTable {...{ rows, world, onSelect }} duration={until - start} />
        )}
      </section>
      <section className="card-section">
        <h3 className="caption">{t('usage.title')}</h3>
        <UsageTable {...{ usages, world, onSelect }} />
      </section>
      <div className="range-actions">
        <Button
          look="plain"
          icon={<Download size={14} />}
          onClick={() =>
            saveFile({
              name: `${t('range.file')}.csv`,
              content: new Blob([rangeCsv(rows, usages, world.names)], { type: 'text/csv' }),
            })
          }
        >
          {t('range.csv')}
        </Button>
      </div>
    </article>
  );
}
