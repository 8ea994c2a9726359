import { Activity, Code, ExternalLink, SquareTerminal, Workflow } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from '../use-translation.ts';
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
import { CodePoster, type ShownCode } from './CodePoster.tsx';
import { Poster } from './Poster.tsx';
import { setFullAddress } from './full-address.ts';
import { later } from '../controls/later.tsx';
import '../tokens.css';
import '../base.css';
import '../page/NarrowPage.css';
import './EmbedPage.css';

const Narrator = later(async () => (await import('../narrator/Narrator.tsx')).Narrator);

/** Content of the poster: a picture of a scenario, or the link's code. */
export type Shown = { readonly kind: 'scenario'; readonly id: string } | ShownCode;

interface EmbedPageProps {
  readonly start: EmbedStart;
  readonly shown: Shown;
  readonly onThere: () => void;
}

/** Content of a frame: a poster, then the program. */
export function EmbedPage({ start, shown, onThere }: EmbedPageProps) {
  const isStarted = useSyncExternalStore(start.onChange, () => start.isStarted);
  useEffect(onThere, [onThere]);
  const poster = { fragment: location.hash, onStart: () => void start.press() };
  const waiting =
    shown.kind === 'code' ? (
      <CodePoster {...poster} {...shown} />
    ) : (
      <Poster {...poster} scenario={shown.id} />
    );
  return (
    <Boundary>
      {isStarted ? <Demo /> : waiting}
      <Notices />
      <Narrator />
    </Boundary>
  );
}

/** Below this size one view is shown at a time. */
const small = '(max-width: 620px), (max-height: 400px)';

function Demo() {
  const { t } = useTranslation(['ui', 'embed']);
  const scenario = useScenarioTexts()?.title;
  const own = useApp(({ program }) => (program.kind === 'files' ? program.name : undefined));
  const title = useApp(({ words }) => words.title) ?? scenario ?? own;
  const isSmall = useMedia(small);
  // Code before its first run, or refused: there is nothing else to show.
  const isWritten = useApp(
    ({ program, session }) => program.kind === 'files' && session === undefined,
  );
  const views = isSmall ? <OneView /> : <AllViews />;
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
      <main className="embed-main">{isWritten ? <SourcePanel /> : views}</main>
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
