import { useTranslation } from 'react-i18next';
import { modes } from '../../share/link.ts';
import { setMode } from '../../store/run-actions.ts';
import { Button } from '../controls/Button.tsx';
import { useApp } from '../use-app.ts';

/** Live on real Workers, or step by step under a scheduler. Buttons, not radios: the arrows step. */
export function ModeSwitch() {
  const { t } = useTranslation();
  const mode = useApp((state) => state.mode);
  return (
    <div className="mode" role="group" aria-label={t('mode.name')}>
      {modes.map((value) => (
        <Button key={value} aria-pressed={value === mode} onClick={() => setMode(value)}>
          {t(`mode.${value}`)}
        </Button>
      ))}
    </div>
  );
}
