import { useTranslation } from '../use-translation.ts';
import { modes } from '../../share/link.ts';
import { modesOf } from '../../store/players.ts';
import { setMode } from '../../store/run-actions.ts';
import { Button } from '../controls/Button.tsx';
import { useApp } from '../use-app.ts';

/** Live on real Workers, or step by step under a scheduler. Buttons, not radios: the arrows step. */
export function ModeSwitch() {
  const { t } = useTranslation(['ui', 'recorded']);
  const mode = useApp((state) => state.mode);
  const kind = useApp(({ program }) => program.kind);
  const known = modesOf(kind);
  return (
    <div className="mode" role="group" aria-label={t('mode.name')}>
      {modes.map((value) => (
        <Button
          key={value}
          aria-pressed={value === mode}
          disabled={!known.includes(value)}
          title={known.includes(value) ? undefined : t('recorded:noModes')}
          onClick={() => setMode(value)}
        >
          {t(`mode.${value}`)}
        </Button>
      ))}
    </div>
  );
}
