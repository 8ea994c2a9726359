import { useTranslation } from '../use-translation.ts';
import { defaultLayout } from '../../store/layout.ts';
import { GalleryMenu } from '../gallery/GalleryMenu.tsx';
import { Pane } from '../pane/Pane.tsx';
import { PaneSplitter } from '../pane/PaneSplitter.tsx';
import { Player } from '../player/Player.tsx';
import { TransportStatus } from '../player/TransportStatus.tsx';
import { useApp, useMedia } from '../use-app.ts';
import { Brand } from './Brand.tsx';
import { PageMenus } from './PageMenus.tsx';
import {
  ExplorePanel,
  GalleryPanel,
  HeaderPanel,
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
import './WidePage.css';

/** Undefined: the style sheet determines the height. */
const px = (size: number | undefined): string | undefined =>
  size === undefined ? undefined : `${size}px`;

/** Three columns; if they would be too narrow, the gallery is behind a button. */
export function WidePage() {
  const { t } = useTranslation();
  const layout = useApp((state) => state.layout);
  const isWide = useMedia('(min-width: 1200px)');
  const facts = usePageFacts();
  const { isPresenting } = layout;
  const hasGallery = isWide && !isPresenting && !layout.folded.includes('gallery');
  return (
    <div
      className="page"
      {...facts}
      data-presenting={isPresenting || undefined}
      data-sized={layout.stageHeight !== undefined || undefined}
      style={{
        '--gallery-width': px(layout.galleryWidth),
        '--side-width':
          layout.sideWidth === defaultLayout.sideWidth ? undefined : px(layout.sideWidth),
        '--stage-height': px(layout.stageHeight),
        '--console-height': px(layout.consoleHeight),
        '--inspector-height': px(layout.inspectorHeight),
      }}
    >
      <header className="page-bar">
        {!hasGallery && <GalleryMenu />}
        <Brand />
        <Player />
        <TransportStatus />
        <PageMenus />
      </header>
      <WelcomePanel />
      <div className="page-columns">
        {hasGallery && (
          <aside className="page-gallery" aria-label={t('page.scenarios')}>
            <GalleryPanel canFold />
            <PaneSplitter of="galleryWidth" part="before" />
          </aside>
        )}
        <main className="page-middle">
          <HeaderPanel />
          <NotesPanel />
          <TeachPanel />
          <ExplorePanel />
          {isPresenting && <StepPanel />}
          <TabsPanel />
          <Pane panel="stage" className="page-stage">
            <StagePanel />
          </Pane>
          <PaneSplitter of="stageHeight" part="before" />
          <Pane panel="timeline" className="page-timeline">
            <TimelinePanel />
          </Pane>
          {!isPresenting && (
            <>
              <PaneSplitter of="consoleHeight" part="after" />
              <Pane panel="output" className="page-output">
                <OutputPanel />
              </Pane>
            </>
          )}
        </main>
        {!isPresenting && (
          <aside className="page-side" aria-label={t('page.code')}>
            <PaneSplitter of="sideWidth" part="after" />
            <div className="page-side-column">
              <StepPanel />
              <Pane panel="source" className="page-source">
                <SourcePanel />
              </Pane>
              <PaneSplitter of="inspectorHeight" part="after" />
              <Pane panel="inspector" className="page-inspector">
                <InspectorPanel />
              </Pane>
            </div>
          </aside>
        )}
      </div>
    </div>
  );
}
