import { Activity, Code, LayoutList, SquareTerminal, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nothing } from '../../store/selection.ts';
import { Boundary } from '../controls/Boundary.tsx';
import { Button } from '../controls/Button.tsx';
import { Tabs } from '../controls/Tabs.tsx';
import { Gallery } from '../gallery/Gallery.tsx';
import { Player } from '../player/Player.tsx';
import { TransportStatus } from '../player/TransportStatus.tsx';
import { ScenarioHeader } from '../scenario/ScenarioHeader.tsx';
import { useApp } from '../use-app.ts';
import { Brand } from './Brand.tsx';
import { PageMenus } from './PageMenus.tsx';
import { InspectorPanel, OutputPanel, SourcePanel, StagePanel, TimelinePanel } from './panels.tsx';
import { select } from './select.ts';
import './NarrowPage.css';

type View = 'stage' | 'source' | 'console' | 'scenarios';

/** A phone: one view at a time, the player and the tabs within reach of a thumb. */
export function NarrowPage() {
  const { t } = useTranslation();
  const [view, setView] = useState<View>('stage');
  return (
    <div className="phone">
      <header className="phone-bar">
        <Brand />
        <TransportStatus />
        <PageMenus />
      </header>
      <Tabs
        label={t('page.views')}
        look="dock"
        tabs={[
          { id: 'stage', label: t('page.timeline'), icon: <Activity size={18} /> },
          { id: 'source', label: t('page.source'), icon: <Code size={18} /> },
          { id: 'console', label: t('page.console'), icon: <SquareTerminal size={18} /> },
          { id: 'scenarios', label: t('page.scenarios'), icon: <LayoutList size={18} /> },
        ]}
        shown={view}
        onShow={setView}
      >
        <div className="phone-view">
          <main className="phone-main">
            <View view={view} onChosen={() => setView('stage')} />
          </main>
          <InspectorSheet />
          <Player />
        </div>
      </Tabs>
    </div>
  );
}

function View({ view, onChosen }: { readonly view: View; readonly onChosen: () => void }) {
  switch (view) {
    case 'stage':
      return <StageView />;
    case 'source':
      return <SourcePanel />;
    case 'console':
      return <OutputPanel />;
    case 'scenarios':
      return (
        <Boundary key="scenarios">
          <Gallery onChosen={onChosen} />
        </Boundary>
      );
  }
}

function StageView() {
  const { t } = useTranslation();
  return (
    <div className="phone-stage">
      <details className="phone-scenario">
        <summary>{t('page.settings')}</summary>
        <ScenarioHeader />
      </details>
      <div className="phone-figures">
        <StagePanel />
      </div>
      <div className="phone-timeline">
        <TimelinePanel isCompact />
      </div>
    </div>
  );
}

/** What is pinned, above the player: a phone has no column to keep for it. */
function InspectorSheet() {
  const { t } = useTranslation();
  const isOpen = useApp(({ selection }) => selection.kind !== 'none');
  if (!isOpen) return null;
  return (
    <section className="phone-sheet" aria-label={t('page.inspector')}>
      <Button
        className="phone-sheet-close"
        icon={<X size={18} />}
        aria-label={t('page.closeInspector')}
        onClick={() => select(nothing)}
      />
      <InspectorPanel />
    </section>
  );
}
