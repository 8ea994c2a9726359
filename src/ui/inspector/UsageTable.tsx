import { useTranslation } from '../use-translation.ts';
import type { Usage } from '../../views/contention.ts';
import { formatDuration } from '../../views/time-format.ts';
import type { CardProps } from './card-props.ts';

/** Maximum number of rows; the CSV file has all. */
const MOST = 24;

/** Contention by object: number and length of waits, and number of hand-overs. */
export function UsageTable({
  usages,
  world,
  onSelect,
}: Pick<CardProps, 'world' | 'onSelect'> & { readonly usages: readonly Usage[] }) {
  const { t } = useTranslation('inspector');
  if (usages.length === 0) return <p className="card-note">{t('usage.none')}</p>;
  return (
    <table className="usage">
      <thead>
        <tr>
          <th scope="col">{t('usage.object')}</th>
          <th scope="col">{t('usage.waits')}</th>
          <th scope="col">{t('usage.least')}</th>
          <th scope="col">{t('usage.mean')}</th>
          <th scope="col">{t('usage.most')}</th>
          <th scope="col">{t('usage.handOvers')}</th>
        </tr>
      </thead>
      <tbody>
        {usages.slice(0, MOST).map(({ object, waits, waited, least, most, longest, handOvers }) => (
          <tr key={object}>
            <th scope="row">
              <button
                type="button"
                className="link"
                onClick={() => onSelect({ kind: 'object', index: object })}
              >
                {world.names.object(object)}
              </button>
            </th>
            <td>{waits}</td>
            <td>{waits > 0 ? formatDuration(least) : '–'}</td>
            <td>{waits > 0 ? formatDuration(waited / waits) : '–'}</td>
            <td>
              {longest < 0 ? (
                '–'
              ) : (
                <button
                  type="button"
                  className="link"
                  title={t('usage.longest')}
                  onClick={() => onSelect({ kind: 'event', seq: longest })}
                >
                  {formatDuration(most)}
                </button>
              )}
            </td>
            <td>{handOvers}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
