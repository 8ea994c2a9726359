import { useTranslation } from '../use-translation.ts';
import type { EventIndex } from '../../base/units.ts';
import { formatDuration } from '../../views/time-format.ts';
import { CardHead } from './CardHead.tsx';
import type { CardProps } from './card-props.ts';
import { Fact, Facts } from './Facts.tsx';
import { EventLinks, ThreadLink } from './Links.tsx';

/** An arrow from cause to effect. */
export function ArrowCard(props: CardProps & { from: EventIndex; to: EventIndex }) {
  const { world, trace, onSelect, from, to } = props;
  const { t } = useTranslation('inspector');
  const known = from >= 0 && to >= 0 && Math.max(from, to) < trace.length;
  const fromThread = known ? trace.thread(from) : -1;
  // A wake affects the woken thread, not the waker.
  const woken = known ? trace.other(to) : -1;
  const toThread = known
    ? trace.opInfo(to) === undefined && woken >= 0
      ? woken
      : trace.thread(to)
    : -1;
  return (
    <article className="card">
      <CardHead kind={t('kind.arrow')} title={`#${from} → #${to}`} onSelect={onSelect} />
      {known ? (
        <>
          <Facts>
            {fromThread >= 0 && (
              <Fact name={t('arrow.fromThread')}>
                <ThreadLink {...props} index={fromThread} />
              </Fact>
            )}
            {toThread >= 0 && (
              <Fact name={t('arrow.toThread')}>
                <ThreadLink {...props} index={toThread} />
              </Fact>
            )}
            <Fact name={t('arrow.took')}>
              <span className="figures">{formatDuration(trace.time(to) - trace.time(from))}</span>
            </Fact>
          </Facts>
          <EventLinks {...{ world, trace, onSelect }} caption={t('arrow.from')} events={[from]} />
          <EventLinks {...{ world, trace, onSelect }} caption={t('arrow.to')} events={[to]} />
        </>
      ) : (
        <p className="card-note">{t('noEvent')}</p>
      )}
    </article>
  );
}
