import { useMemo } from 'react';
import { useTranslation } from '../use-translation.ts';
import type { ObjectIndex } from '../../base/units.ts';
import { Contention, fairness } from '../../views/contention.ts';
import { formatDuration } from '../../views/time-format.ts';
import { useRead } from '../use-read.ts';
import type { CardProps } from './card-props.ts';
import { ThreadName } from './Links.tsx';

/** Contention of an object up to the cursor: number and length of waits and holds, by thread, and fairness. */
export function UsageFacts({
  readings,
  world,
  onSelect,
  object,
}: Pick<CardProps, 'readings' | 'world' | 'onSelect'> & { readonly object: ObjectIndex }) {
  const { t } = useTranslation('inspector');
  const contention = readings.of(Contention);
  const isRead = useRead(contention, world.count);
  const usage = useMemo(
    () => (isRead && world.count > 0 ? contention.between(0, world.time, object)[0] : undefined),
    [contention, isRead, object, world.count, world.time],
  );
  if (usage === undefined || usage.threads.size === 0) return null;
  const rows = [...usage.threads].toSorted(
    ([, a], [, b]) => b.waited - a.waited || b.gets - a.gets,
  );
  return (
    <section className="card-section">
      <h3 className="caption">{t('usage.title')}</h3>
      <table className="usage">
        <thead>
          <tr>
            <th scope="col">{t('kind.thread')}</th>
            <th scope="col">{t('usage.gets')}</th>
            <th scope="col">{t('usage.waits')}</th>
            <th scope="col">{t('usage.waited')}</th>
            <th scope="col">{t('usage.held')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, 16).map(([thread, share]) => (
            <tr key={thread}>
              <th scope="row">
                <ThreadName {...{ world, onSelect }} index={thread} />
              </th>
              <td>{share.gets}</td>
              <td>{share.waits}</td>
              <td>{formatDuration(share.waited)}</td>
              <td>{formatDuration(share.held)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {usage.threads.size > 1 && (
        <p className="card-note">
          {t('usage.fairness', {
            percent: Math.round(100 * fairness(usage)),
            count: usage.handOvers,
          })}
        </p>
      )}
    </section>
  );
}
