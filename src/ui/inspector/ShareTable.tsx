import { useTranslation } from '../use-translation.ts';
import { activeConditions } from '../../views/condition.ts';
import { ToneIcon } from '../stage/ToneIcon.tsx';
import { toneOf } from '../stage/thread-tone.ts';
import type { CardProps } from './card-props.ts';
import { ThreadName } from './Links.tsx';
import type { Ms } from '../../base/units.ts';
import { percent, type ThreadShares } from './range-shares.ts';

/** Maximum number of threads. */
const MOST = 200;

/** How each thread spent a time range, in percent of the range: the remainder to 100 is time when it was not alive. */
export function ShareTable({
  rows,
  duration,
  world,
  onSelect,
}: Pick<CardProps, 'world' | 'onSelect'> & {
  readonly rows: readonly ThreadShares[];
  readonly duration: Ms;
}) {
  const { t } = useTranslation(['inspector', 'views']);
  const shown = activeConditions.filter((one) => rows.some(({ shares }) => shares[one] > 0));
  return (
    <table className="usage">
      <thead>
        <tr>
          <th scope="col">{t('kind.thread')}</th>
          {shown.map((one) => (
            <th key={one} scope="col" className="tone" data-tone={toneOf(one)}>
              <span title={t(`views:condition.${one}`)}>
                <ToneIcon condition={one} size={11} />
                <span className="visually-hidden">{t(`views:condition.${one}`)}</span>
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, MOST).map(({ thread, shares }) => (
          <tr key={thread}>
            <th scope="row">
              <ThreadName {...{ world, onSelect }} index={thread} />
            </th>
            {shown.map((one) => (
              <td key={one}>{percent(shares[one] / duration)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
