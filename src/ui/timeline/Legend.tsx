import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentTimeline } from '../../store/timeline-port.ts';
import { objectKinds } from '../../trace/format.ts';
import { activeConditions } from '../../views/condition.ts';
import { LaneState } from '../../views/interval-column.ts';
import { Button } from '../controls/Button.tsx';
import { toneOf } from '../stage/thread-tone.ts';
import { ToneIcon } from '../stage/ToneIcon.tsx';
import { useApp } from '../use-app.ts';

const states = ['new', ...activeConditions, 'zombie'] as const;
type Shown = (typeof states)[number];

/** What the colours and patterns of the lanes mean: those that this run has. Pressed, only theirs are in colour. */
export function Legend() {
  const { t } = useTranslation(['ui', 'stage', 'views', 'timeline']);
  const [chosen, setChosen] = useState<readonly Shown[]>([]);
  // As text, so that it is the same while nothing new has been drawn.
  const drawn = useApp(({ session, eventCount }) =>
    states
      .filter((one) => eventCount > 0 && session?.lanes.hasState(LaneState[one]) === true)
      .join(' '),
  );
  const hasContention = useApp(
    ({ session, eventCount }) =>
      eventCount > 0 && session?.lanes.objects.some(({ waiters }) => waiters.length > 0) === true,
  );
  const hasValues = useApp(
    ({ session, eventCount }) =>
      eventCount > 0 &&
      session?.trace.objects.some(({ kind }) => objectKinds[kind] === 'value') === true,
  );
  const toggle = (one: Shown) => {
    const next = chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one];
    setChosen(next);
    currentTimeline()?.emphasise(new Set(next.map((state) => LaneState[state])));
  };
  const shown = states.filter((one) => drawn.split(' ').includes(one) || chosen.includes(one));
  return (
    <ul className="legend" aria-label={t('timeline.legend')}>
      {shown.map((condition) => (
        <li key={condition}>
          <Button
            className="legend-item tone"
            data-tone={toneOf(condition)}
            aria-pressed={chosen.includes(condition)}
            title={t('timeline:legend.only')}
            onClick={() => toggle(condition)}
          >
            <span className="legend-swatch" data-condition={condition} />
            <ToneIcon condition={condition} size={11} />
            {t(`views:condition.${condition}`)}
          </Button>
        </li>
      ))}
      {hasContention && (
        <li className="legend-note">
          <span className="legend-swatch" data-lock="contended" />
          {t('timeline:legend.contended')}
        </li>
      )}
      {hasValues &&
        (['read', 'write'] as const).map((access) => (
          <li key={access} className="legend-note">
            <span className="legend-access" data-access={access} />
            {t(`timeline:legend.${access}`)}
          </li>
        ))}
    </ul>
  );
}
