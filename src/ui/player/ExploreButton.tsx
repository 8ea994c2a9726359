import { Waypoints } from 'lucide-react';
import { useTranslation } from '../use-translation.ts';
import { explorerOf } from '../../store/players.ts';
import { toggleExploring } from '../../store/run-actions.ts';
import { Button } from '../controls/Button.tsx';
import { useApp } from '../use-app.ts';

/** Loads the panel's code and its Worker when the pointer approaches. */
const warm = (): void => {
  import('../explore/ExplorePanel.tsx').catch(() => undefined);
  import('../../store/explore/exploring.ts').then(
    (explore) => explore.warm(),
    () => undefined,
  );
};

/** Opens and closes the explorer. */
export function ExploreButton() {
  const { t } = useTranslation();
  const isOpen = useApp((state) => state.exploring !== undefined);
  const isThere = useApp(({ program }) => explorerOf(program.kind) !== undefined);
  return (
    <Button
      look="plain"
      icon={<Waypoints size={15} />}
      className="explore-button"
      aria-pressed={isOpen}
      disabled={!isThere}
      title={t('explore.help')}
      aria-label={t('explore.name')}
      onPointerEnter={warm}
      onFocus={warm}
      onClick={toggleExploring}
    >
      <span className="explore-button-word">{t('explore.name')}</span>
    </Button>
  );
}
