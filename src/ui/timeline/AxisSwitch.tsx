import { useTranslation } from '../use-translation.ts';
import { axes } from '../../share/link.ts';
import { setAxis } from '../../store/preferences.ts';
import { Button } from '../controls/Button.tsx';
import { useApp } from '../use-app.ts';

/** Step mode: switches the timeline's axis between program time and steps of equal width. */
export function AxisSwitch() {
  const { t } = useTranslation();
  const isStepping = useApp(({ mode, comparing }) => mode === 'step' && !comparing);
  const chosen = useApp((state) => state.axis);
  if (!isStepping) return null;
  return (
    <div className="axis" role="group" aria-label={t('timeline.axis.name')}>
      {axes.map((axis) => (
        <Button
          key={axis}
          aria-pressed={axis === chosen}
          title={t(`timeline.axis.${axis}Help`)}
          onClick={() => setAxis(axis)}
        >
          {t(`timeline.axis.${axis}`)}
        </Button>
      ))}
    </div>
  );
}
