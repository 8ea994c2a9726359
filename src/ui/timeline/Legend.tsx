import { useTranslation } from 'react-i18next';
import { activeConditions } from '../../views/condition.ts';
import { toneOf } from '../stage/thread-tone.ts';
import { ToneIcon } from '../stage/ToneIcon.tsx';

/** What the colours and patterns of the lanes mean. */
export function Legend() {
  const { t } = useTranslation(['ui', 'stage', 'views']);
  return (
    <ul className="legend" aria-label={t('timeline.legend')}>
      {activeConditions.map((condition) => (
        <li key={condition} className="legend-item tone" data-tone={toneOf(condition)}>
          <span className="legend-swatch" data-condition={condition} />
          <ToneIcon condition={condition} size={11} />
          {t(`views:condition.${condition}`)}
        </li>
      ))}
    </ul>
  );
}
