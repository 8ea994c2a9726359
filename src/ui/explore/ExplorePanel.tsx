import { Hammer, ListTree, Rows3, SquareStop, StepForward, X } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from '../use-translation.ts';
import { app } from '../../store/app-state.ts';
import { tryToBreak } from '../../store/explore/breaking.ts';
import { follow, goOn, onNews, showView, stop } from '../../store/explore/exploring.ts';
import { recallEnding } from '../../store/explore/opening.ts';
import { Button } from '../controls/Button.tsx';
import { Comparing } from './Comparing.tsx';
import { Decides } from './Decides.tsx';
import { Endings } from './Endings.tsx';
import { ExploreSettings } from './ExploreSettings.tsx';
import { ExploreSummary } from './ExploreSummary.tsx';
import { RunTree } from './RunTree.tsx';
import { useExploration } from './use-exploration.ts';
import '../step/StepPanel.css';
import './ExplorePanel.css';

/** Lists the endings of the program. */
export function ExplorePanel() {
  const { t } = useTranslation('explore');
  const view = useExploration((state) => state.view);
  useEffect(() => {
    const ends = [follow(), onNews(() => void recallEnding())];
    return () => {
      for (const end of ends) end();
    };
  }, []);
  return (
    <section className="explore" aria-label={t('label')}>
      <header className="explore-head">
        <ExploreSummary />
        <div className="explore-buttons">
          <GoOnButton />
          <Button
            look="plain"
            icon={<Hammer size={14} />}
            title={t('breakHelp')}
            onClick={tryToBreak}
          >
            <span className="explore-word">{t('break')}</span>
          </Button>
          <Button
            icon={view === 'tree' ? <Rows3 size={15} /> : <ListTree size={15} />}
            aria-label={t(view === 'tree' ? 'showEndings' : 'showTree')}
            title={t(view === 'tree' ? 'showEndings' : 'showTree')}
            onClick={() => showView(view === 'tree' ? 'endings' : 'tree')}
          />
          <ExploreSettings />
          <Button
            icon={<X size={15} />}
            aria-label={t('close')}
            title={t('close')}
            onClick={() => app.setState({ exploring: undefined })}
          />
        </div>
      </header>
      <div className="explore-body scroll">
        {view === 'endings' && <Endings />}
        {view === 'tree' && <RunTree />}
        {view === 'compare' && <Comparing />}
      </div>
      <Decides />
    </section>
  );
}

/** Stop, or continue. */
function GoOnButton() {
  const { t } = useTranslation('explore');
  const status = useExploration((state) => state.status);
  const canGoOn = useExploration(({ found }) => found?.isComplete === false);
  if (status === 'exploring' || status === 'loading') {
    return (
      <Button look="plain" icon={<SquareStop size={14} />} onClick={stop}>
        <span className="explore-word">{t('stop')}</span>
      </Button>
    );
  }
  if (status === 'failed' || !canGoOn) return null;
  return (
    <Button look="plain" icon={<StepForward size={14} />} onClick={goOn}>
      <span className="explore-word">{t('goOn')}</span>
    </Button>
  );
}
