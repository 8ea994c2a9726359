import { Activity, Code, ExternalLink, SquareTerminal, Workflow } from 'lucide-react';
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Boundary } from '../controls/Boundary.tsx';
import { Tabs } from '../controls/Tabs.tsx';
import { Notices } from '../notices/Notices.tsx';
import { Brand } from '../page/Brand.tsx';
import {
  NotesPanel,
  OutputPanel,
  SourcePanel,
  StagePanel,
  StepPanel,
  TimelinePanel,
} from '../page/panels.tsx';
import { Player } from '../player/Player.tsx';
import { useScenarioTexts } from '../scenario/use-scenario-texts.ts';
import { useApp, useMedia } from '../use-app.ts';
import type { EmbedStart } from './embed-start.ts';
import { Poster } from './Poster.tsx';
import { setFullAddress } from './full-address.ts';
import '../tokens.css';
import '../base.css';
import '../page/NarrowPage.css';
import './EmbedPage.css';

const Narrator = lazy(async () => ({
  default: (await import('../narrator/Narrator.tsx')).Narrator,
}));

interface EmbedPageProps {
  readonly start: EmbedStart;
  /** Of the poster. */
  readonly scenario: string;
  readonly onThere: () => void;
}

/** What a frame shows: a poster, then the program. */
export function EmbedPage({ start, scenario, onThere }: EmbedPageProps) {
  const isStarted = useSyncExternalStore(start.onChange, () => start.isStarted);
  useEffect(onThere, [onThere]);
  return (
    <Boundary>
      {isStarted ? (
        <Demo />
      ) : (
        <Poster scenario={scenario} fragment={location.hash} onStart={() => start.start()} />
      )}
      <Notices />
      <Suspense>
        <Narrator />
      </Suspense>
    </Boundary>
  );
}

/** Below it there is room for one view at a time. */
const small = '(max-width: 620px), (max-height: 400px)';

function Demo() {
  const { t } = useTranslation(['ui', 'embed']);
  const title = useScenarioTexts()?.title;
  const isSmall = useMedia(small);
  return (
    <div className={isSmall ? 'embed phone' : 'embed'}>
      <header className="embed-bar">
        <Brand />
        <h1 className="embed-title">{title ?? '\u00a0'}</h1>
        <a
          className="embed-open"
          href="./"
          target="_blank"
          rel="noopener"
          onClick={setFullAddress}
          onAuxClick={setFullAddress}
        >
          <ExternalLink size={14} aria-hidden="true" />
          {t('embed:open')}
        </a>
      </header>
      <NotesPanel />
      <main className="embed-main">{isSmall ? <OneView /> : <AllViews />}</main>
      <Player />
    </div>
  );
}

function AllViews() {
  const isWide = useMedia('(min-width: 960px)');
  return (
    <div className="embed-columns">
      <div className="embed-column">
        <StepPanel />
        <div className="embed-stage">
          <StagePanel />
        </div>
        <div className="embed-timeline">
          <TimelinePanel isCompact />
        </div>
      </div>
      {isWide && (
        <div className="embed-column embed-side">
          <div className="embed-source">
            <SourcePanel />
          </div>
          <div className="embed-output">
            <OutputPanel />
          </div>
        </div>
      )}
    </div>
  );
}

type View = 'timeline' | 'stage' | 'source' | 'console';

function OneView() {
  const { t } = useTranslation();
  const isStepping = useApp(({ mode }) => mode === 'step');
  const [view, setView] = useState<View>('timeline');
  return (
    <Tabs
      label={t('page.views')}
      tabs={[
        { id: 'timeline', label: t('page.timeline'), icon: <Activity size={15} /> },
        { id: 'stage', label: t('page.stage'), icon: <Workflow size={15} /> },
        { id: 'source', label: t('page.source'), icon: <Code size={15} /> },
        { id: 'console', label: t('page.console'), icon: <SquareTerminal size={15} /> },
      ]}
      shown={view}
      onShow={setView}
    >
      <div className="embed-view">
        {isStepping && view === 'stage' && <StepPanel />}
        {view === 'timeline' && <TimelinePanel isCompact />}
        {view === 'stage' && <StagePanel />}
        {view === 'source' && <SourcePanel />}
        {view === 'console' && <OutputPanel />}
      </div>
    </Tabs>
  );
}
