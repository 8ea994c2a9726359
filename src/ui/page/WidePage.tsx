import { useTranslation } from 'react-i18next';
import { Boundary } from '../controls/Boundary.tsx';
import { Gallery } from '../gallery/Gallery.tsx';
import { GalleryMenu } from '../gallery/GalleryMenu.tsx';
import { Player } from '../player/Player.tsx';
import { TransportStatus } from '../player/TransportStatus.tsx';
import { ScenarioHeader } from '../scenario/ScenarioHeader.tsx';
import { useApp, useMedia } from '../use-app.ts';
import { Brand } from './Brand.tsx';
import { PageMenus } from './PageMenus.tsx';
import { PaneSplitter } from './PaneSplitter.tsx';
import {
  InspectorPanel,
  OutputPanel,
  SourcePanel,
  StagePanel,
  StepPanel,
  TabsPanel,
  TimelinePanel,
  useLowStage,
} from './panels.tsx';
import './WidePage.css';

/** Three columns; where they would be too narrow, the gallery waits behind a button. */
export function WidePage() {
  const { t } = useTranslation();
  const layout = useApp((state) => state.layout);
  const isLow = useLowStage();
  const hasGallery = useMedia('(min-width: 1200px)');
  return (
    <div
      className="page"
      style={{
        '--gallery-width': `${layout.galleryWidth}px`,
        '--side-width': `${layout.sideWidth}px`,
        '--stage-height': `${layout.stageHeight}px`,
        '--console-height': `${layout.consoleHeight}px`,
        '--inspector-height': `${layout.inspectorHeight}px`,
      }}
    >
      <header className="page-bar">
        {!hasGallery && <GalleryMenu />}
        <Brand />
        <Player />
        <TransportStatus />
        <PageMenus />
      </header>
      <div className="page-columns">
        {hasGallery && (
          <aside className="page-gallery" aria-label={t('page.scenarios')}>
            <Boundary>
              <Gallery />
            </Boundary>
            <PaneSplitter of="galleryWidth" part="before" />
          </aside>
        )}
        <main className="page-middle">
          <ScenarioHeader />
          <StepPanel />
          <TabsPanel />
          <div className="page-stage" data-low={isLow || undefined}>
            <StagePanel />
          </div>
          {!isLow && <PaneSplitter of="stageHeight" part="before" />}
          <div className="page-timeline">
            <TimelinePanel />
          </div>
          <PaneSplitter of="consoleHeight" part="after" />
          <div className="page-output">
            <OutputPanel />
          </div>
        </main>
        <aside className="page-side" aria-label={t('page.code')}>
          <PaneSplitter of="sideWidth" part="after" />
          <div className="page-side-column">
            <div className="page-source">
              <SourcePanel />
            </div>
            <PaneSplitter of="inspectorHeight" part="after" />
            <div className="page-inspector">
              <InspectorPanel />
            </div>
          </div>
        </aside>
      </div>
    </div>
  );
}
