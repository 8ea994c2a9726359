/** Panels common to all pages: connected to the store, each with an error boundary. */
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from '../use-translation.ts';
import { app } from '../../store/app-state.ts';
import { moveToCount } from '../../store/cursor-actions.ts';
import { fold } from '../../store/preferences.ts';
import { nameOf, paramsOf, scenarioOf } from '../../store/program.ts';
import { Boundary } from '../controls/Boundary.tsx';
import { Tabs, type Tab } from '../controls/Tabs.tsx';
import { PaneButtons } from '../pane/PaneButtons.tsx';
import { useApp } from '../use-app.ts';
import type { GalleryProps } from '../gallery/Gallery.tsx';
import { select } from './select.ts';
import { afterPicture, later, laterAtFirst, onceAfterPicture } from '../controls/later.tsx';

/** Requested at once: the page's frame is rendered before it arrives. */
const loadTimeline = import('../timeline/TimelinePanel.tsx');
const Timeline = laterAtFirst(async () => (await loadTimeline).TimelinePanel);
const Welcome = laterAtFirst(async () => (await import('../welcome/Welcome.tsx')).Welcome);

const Header = onceAfterPicture(
  async () => (await import('../scenario/ScenarioHeader.tsx')).ScenarioHeader,
);
const Stage = onceAfterPicture(async () => (await import('../stage/Stage.tsx')).Stage, StageRoom);
const Inspector = onceAfterPicture(
  async () => (await import('../inspector/Inspector.tsx')).Inspector,
);
const Source = onceAfterPicture(
  async () => (await import('../source/SourcePanel.tsx')).SourcePanel,
);
const Console = onceAfterPicture(
  async () => (await import('../console/ConsolePanel.tsx')).ConsolePanel,
);
const Gallery = onceAfterPicture(async () => (await import('../gallery/Gallery.tsx')).Gallery);

const Details = afterPicture(
  async () => (await import('../scenario/ScenarioDetails.tsx')).ScenarioDetails,
);
const Processes = later(async () => (await import('../processes/Processes.tsx')).Processes);
const Findings = afterPicture(
  async () => (await import('../findings/FindingsPanel.tsx')).FindingsPanel,
);
const Graphs = later(async () => (await import('../findings/GraphView.tsx')).GraphView);
const Steps = later(async () => (await import('../step/StepPanel.tsx')).StepPanel);
const Explore = later(async () => (await import('../explore/ExplorePanel.tsx')).ExplorePanel);
const Notes = later(async () => (await import('../notes/NotesPanel.tsx')).NotesPanel);
const Teach = later(
  async () => (await import('../teach/TeachPanel.tsx').catch(withoutCurtain)).TeachPanel,
);
const WorkerTabs = later(async () => (await import('../tabs/WorkerTabs.tsx')).WorkerTabs);
const Totals = later(async () => (await import('../recorded/Totals.tsx')).Totals);
const EventTable = later(async () => (await import('../event-table/EventTable.tsx')).EventTable);

/** Without the panel the run would stay hidden for its question. */
function withoutCurtain(error: unknown): never {
  app.setState({ curtain: undefined });
  throw error;
}

/** Room for figures, so that the timeline does not move when they come. */
function StageRoom({ threadsOnly }: { readonly threadsOnly: boolean }) {
  return threadsOnly ? null : <div className="stage-room" />;
}

/** A panel that is loading is empty; one that fails shows an error in its place. */
export function Panel({ children }: { readonly children: ReactNode }) {
  return <Boundary>{children}</Boundary>;
}

/** For a first visit: fetched before the page is rendered, so that what is below need not move. */
export const fetchWelcome = (): Promise<void> => Welcome.preload();

/** The introduction, on a first visit until closed. Its room is reserved before its texts are loaded. */
export function WelcomePanel() {
  const isOpen = useApp(({ welcome }) => welcome !== undefined);
  if (!isOpen) return null;
  return (
    <div className="page-welcome">
      <Panel>
        <Welcome />
      </Panel>
    </div>
  );
}

/** Title and notes by the link's author, if any. */
export function NotesPanel() {
  const hasWords = useApp(({ words }) => words.title !== undefined || words.notes.length > 0);
  if (!hasWords) return null;
  return (
    <Panel>
      <Notes />
    </Panel>
  );
}

/** Description of the program, and its settings: of a page with columns. */
export function HeaderPanel() {
  return (
    <div className="page-header">
      <Panel>
        <Header />
      </Panel>
    </div>
  );
}

/** The same for a phone: behind the title. */
export function DetailsPanel() {
  const isScenario = useApp(({ program }) => program.kind === 'scenario');
  return (
    <div className="phone-header">
      <Panel>{isScenario ? <Details /> : <Header />}</Panel>
    </div>
  );
}

export function GalleryPanel(props: GalleryProps) {
  return (
    <Panel>
      <Gallery {...props} />
    </Panel>
  );
}

export function TimelinePanel({ isCompact = false }: { readonly isCompact?: boolean }) {
  return (
    <Panel>
      <Timeline isCompact={isCompact} />
    </Panel>
  );
}

type Picture = 'stage' | 'processes' | 'waits';

/** Whether the stage has only threads to show, and so needs little room. */
const useLowStage = (): boolean =>
  useApp(({ program }) => {
    const scenario = scenarioOf(program);
    // If it opens in step mode, the cores' lanes need the room.
    return scenario?.threadsOnly === true && scenario.opens !== undefined;
  });

/** The stage; beside it, if there are several processes, their states and their tree. */
export function StagePanel() {
  const scenario = useApp((state) => scenarioOf(state.program));
  const name = useApp((state) => nameOf(state.program));
  return <PicturePanel key={name} first={scenario?.view} />;
}

function PicturePanel({ first }: { readonly first: Picture | undefined }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<Picture>(first ?? 'stage');
  const hasProcesses = useApp(({ session }) => (session?.trace.processes.length ?? 0) > 1);
  const tabs: Tab<Picture>[] = [{ id: 'stage', label: t('page.stage') }];
  if (hasProcesses || first !== undefined)
    tabs.push({ id: 'processes', label: t('page.processes') });
  tabs.push({ id: 'waits', label: t('page.waits') });
  return (
    <Tabs
      label={t('page.pictures')}
      tabs={tabs}
      aside={<PaneButtons panel="stage" />}
      shown={shown}
      onShow={setShown}
    >
      {shown === 'stage' ? <StagePicture /> : <OtherPicture shown={shown} />}
    </Tabs>
  );
}

function OtherPicture({ shown }: { readonly shown: Exclude<Picture, 'stage'> }) {
  const session = useApp((state) => state.session);
  const world = useApp((state) => state.world);
  const selection = useApp((state) => state.selection);
  if (session === undefined) return null;
  return (
    <Panel>
      {shown === 'processes' ? (
        <Processes world={world} trace={session.trace} selection={selection} onSelect={select} />
      ) : (
        <Graphs
          world={world}
          trace={session.trace}
          readings={session.readings}
          selection={selection}
          onSelect={select}
        />
      )}
    </Panel>
  );
}

function StagePicture() {
  const session = useApp((state) => state.session);
  const world = useApp((state) => state.world);
  const selection = useApp((state) => state.selection);
  const movers = useApp((state) => state.movers);
  const isLow = useLowStage();
  const program = session?.program;
  const undrawn = useMemo(() => {
    const { idle, lanesOnly = [] } = (program && scenarioOf(program)) ?? {};
    return [...((program && idle?.(paramsOf(program))) ?? []), ...lanesOnly];
  }, [program]);
  const awaited = useApp((state) => scenarioOf(state.program));
  if (session === undefined) {
    return awaited && <StageRoom threadsOnly={awaited.threadsOnly ?? false} />;
  }
  const scenario = scenarioOf(session.program);
  return (
    <Panel>
      <Stage
        key={nameOf(session.program)}
        world={world}
        trace={session.trace}
        readings={session.readings}
        hints={scenario?.stage ?? []}
        undrawn={undrawn}
        selection={selection}
        movers={movers}
        threads={scenario?.threads(paramsOf(session.program)) ?? session.trace.threads.length}
        isLow={isLow}
        variation={JSON.stringify(paramsOf(session.program))}
        threadsOnly={scenario?.threadsOnly ?? false}
        onSelect={select}
      />
    </Panel>
  );
}

/** For programs with worker tabs: the workers. */
export function TabsPanel() {
  const takesTabs = useApp(({ program }) => scenarioOf(program)?.tabs !== undefined);
  if (!takesTabs) return null;
  return (
    <Panel>
      <WorkerTabs />
    </Panel>
  );
}

/** In step mode: the next step. */
export function StepPanel() {
  const mode = useApp((state) => state.mode);
  if (mode !== 'step') return null;
  return (
    <Panel>
      <Steps />
    </Panel>
  );
}

/** While open, and without a question: the endings of the program. */
export function ExplorePanel() {
  const isOpen = useApp(
    ({ exploring, curtain }) => exploring !== undefined && curtain === undefined,
  );
  if (!isOpen) return null;
  return (
    <Panel>
      <Explore />
    </Panel>
  );
}

/** While it is open: challenges, lessons and questions. */
export function TeachPanel() {
  const isOpen = useApp((state) => state.teaching !== undefined);
  if (!isOpen) return null;
  return (
    <Panel>
      <Teach />
    </Panel>
  );
}

export function SourcePanel() {
  return (
    <Panel>
      <Source />
    </Panel>
  );
}

export function InspectorPanel() {
  const { t } = useTranslation();
  const session = useApp((state) => state.session);
  const world = useApp((state) => state.world);
  const selection = useApp((state) => state.selection);
  if (session === undefined) return null;
  return (
    <Panel>
      <div className="pane-head">
        <h2 className="caption">{t('panels.inspector')}</h2>
        <PaneButtons panel="inspector" />
      </div>
      <Inspector
        world={world}
        trace={session.trace}
        readings={session.readings}
        selection={selection}
        onSelect={select}
      />
    </Panel>
  );
}

/** Findings, if there is no inspector beside the stage. */
export function FindingsPanel() {
  const session = useApp((state) => state.session);
  const world = useApp((state) => state.world);
  if (session === undefined) return null;
  const { trace, readings } = session;
  return (
    <Panel>
      <Findings trace={trace} readings={readings} world={world} onSelect={select} isFolded />
    </Panel>
  );
}

type Output = 'console' | 'events' | 'totals';

/** The console, the table of events, and the table of slices if there are any. */
export function OutputPanel() {
  const { t } = useTranslation();
  const [chosen, setShown] = useState<Output>();
  const hasSlices = useApp(({ session }) => (session?.trace.tracks.slices.length ?? 0) > 0);
  const first = hasSlices ? 'totals' : 'console';
  const shown = chosen === 'totals' && !hasSlices ? first : (chosen ?? first);
  // Opening the table unfolds it.
  const show = (output: Output) => {
    setShown(output);
    if (output !== 'console') fold('output', false);
  };
  return (
    <Panel>
      <Tabs
        label={t('page.output')}
        tabs={[
          { id: 'console', label: t('page.console') },
          { id: 'events', label: t('page.events') },
          ...(hasSlices ? [{ id: 'totals' as const, label: t('page.totals') }] : []),
        ]}
        shown={shown}
        onShow={show}
        aside={<PaneButtons panel="output" />}
      >
        {shown === 'console' && <Console />}
        {shown === 'events' && <Events />}
        {shown === 'totals' && <SliceTotals />}
      </Tabs>
    </Panel>
  );
}

function SliceTotals() {
  const session = useApp((state) => state.session);
  if (session === undefined) return null;
  return <Totals key={nameOf(session.program)} tracks={session.trace.tracks} />;
}

function Events() {
  const session = useApp((state) => state.session);
  const count = useApp((state) => state.world.count);
  const cursor = useApp((state) => state.cursor);
  const curtain = useApp((state) => state.curtain);
  if (session === undefined) return null;
  return (
    <EventTable
      key={nameOf(session.program)}
      trace={session.trace}
      count={count}
      curtain={curtain}
      cursor={cursor}
      onCursor={moveToCount}
      onSelect={select}
    />
  );
}
