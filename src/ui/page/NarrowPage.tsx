import { Activity, Code, LayoutList, SquareTerminal } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from '../use-translation.ts';
import { onSearchGallery } from '../../store/commands.ts';
import { Tabs } from '../controls/Tabs.tsx';
import { Player } from '../player/Player.tsx';
import { TransportStatus } from '../player/TransportStatus.tsx';
import type { Program } from '../../engines/program.ts';
import { scenarioOf } from '../../store/program.ts';
import { useApp } from '../use-app.ts';
import { Brand } from './Brand.tsx';
import { PageMenus } from './PageMenus.tsx';
import {
  DetailsPanel,
  ExplorePanel,
  FindingsPanel,
  GalleryPanel,
  InspectorPanel,
  NotesPanel,
  OutputPanel,
  SourcePanel,
  StagePanel,
  StepPanel,
  TabsPanel,
  TeachPanel,
  TimelinePanel,
  WelcomePanel,
} from './panels.tsx';
import { usePageFacts } from './use-page-facts.ts';
import './NarrowPage.css';

type View = 'stage' | 'source' | 'console' | 'scenarios';

/** A phone: one view at a time, the player and the tabs within reach of a thumb. */
export function NarrowPage() {
  const { t } = useTranslation();
  const facts = usePageFacts();
  const [view, setView] = useState<View>('stage');
  const [isSearching, setSearching] = useState(false);
  useEffect(
    () =>
      onSearchGallery(() => {
        setSearching(true);
        setView('scenarios');
      }),
    [],
  );
  // The user's own program: the text until it runs, then the run.
  const isWritten = useApp(
    ({ program, session }) => program.kind === 'files' && session === undefined,
  );
  useEffect(() => {
    if (!isWritten) return undefined;
    setView('source');
    return () => setView('stage');
  }, [isWritten]);
  const show = (next: View) => {
    setSearching(false);
    setView(next);
  };
  return (
    <div className="phone" {...facts}>
      <header className="phone-bar">
        <h1>
          <Brand />
        </h1>
        <TransportStatus />
        <PageMenus />
      </header>
      <WelcomePanel />
      <main className="phone-main">
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
          onShow={show}
        >
          <div className="phone-view">
            <div className="phone-panel">
              <View view={view} isSearching={isSearching} onChosen={show} />
            </div>
            {(view === 'stage' || view === 'source') && <InspectorSheet />}
            <Player />
          </div>
        </Tabs>
      </main>
    </div>
  );
}

interface ViewProps {
  readonly view: View;
  readonly isSearching: boolean;
  readonly onChosen: (view: 'stage' | 'source') => void;
}

function View({ view, isSearching, onChosen }: ViewProps) {
  switch (view) {
    case 'stage':
      return <StageView />;
    case 'source':
      return <SourcePanel />;
    case 'console':
      return <OutputPanel />;
    case 'scenarios':
      return <GalleryPanel startsSearching={isSearching} onChosen={onChosen} />;
  }
}

function hasFigures(program: Program): boolean {
  const scenario = scenarioOf(program);
  return scenario !== undefined && scenario.threadsOnly !== true;
}

function StageView() {
  const awaitsFigures = useApp(
    ({ program, world }) => world.objects.length === 0 && hasFigures(program),
  );
  return (
    <div className="phone-stage">
      <DetailsPanel />
      <div className="phone-above">
        <NotesPanel />
        <TeachPanel />
        <ExplorePanel />
        <StepPanel />
        <TabsPanel />
        <FindingsPanel />
        <div className="phone-figures" data-awaits={awaitsFigures || undefined}>
          <StagePanel />
        </div>
      </div>
      <div className="phone-timeline">
        <TimelinePanel isCompact />
      </div>
    </div>
  );
}

/** The selection, above the player: a phone has no column for it. */
function InspectorSheet() {
  const isOpen = useApp(
    ({ selection }) => selection.kind !== 'none' && !('isOnlyLit' in selection),
  );
  if (!isOpen) return null;
  return (
    <div className="phone-sheet">
      <InspectorPanel />
    </div>
  );
}
