/** Panels as every page shows them: connected to the store, each failing on its own. */
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findScenario } from '../../scenarios/registry.ts';
import { moveToCount } from '../../store/run-actions.ts';
import { Boundary } from '../controls/Boundary.tsx';
import { Tabs } from '../controls/Tabs.tsx';
import { ConsolePanel } from '../console/ConsolePanel.tsx';
import { Inspector } from '../inspector/Inspector.tsx';
import { Stage } from '../stage/Stage.tsx';
import { useApp } from '../use-app.ts';
import { select } from './select.ts';

const EventTable = lazy(async () => ({
  default: (await import('../event-table/EventTable.tsx')).EventTable,
}));

export function StagePanel() {
  const session = useApp((state) => state.session);
  const world = useApp((state) => state.world);
  const selection = useApp((state) => state.selection);
  if (session === undefined) return null;
  return (
    <Boundary>
      <Stage
        key={session.scenario}
        world={world}
        trace={session.trace}
        hints={findScenario(session.scenario)?.stage ?? []}
        selection={selection}
        onSelect={select}
      />
    </Boundary>
  );
}

export function InspectorPanel() {
  const session = useApp((state) => state.session);
  const world = useApp((state) => state.world);
  const selection = useApp((state) => state.selection);
  if (session === undefined) return null;
  return (
    <Boundary>
      <Inspector world={world} trace={session.trace} selection={selection} onSelect={select} />
    </Boundary>
  );
}

type Output = 'console' | 'events';

/** The console, and beside it the table of events. */
export function OutputPanel() {
  const { t } = useTranslation();
  const [shown, setShown] = useState<Output>('console');
  return (
    <Boundary>
      <Tabs
        label={t('page.output')}
        tabs={[
          { id: 'console', label: t('page.console') },
          { id: 'events', label: t('page.events') },
        ]}
        shown={shown}
        onShow={setShown}
      >
        {shown === 'console' ? <ConsolePanel /> : <Events />}
      </Tabs>
    </Boundary>
  );
}

function Events() {
  const session = useApp((state) => state.session);
  const count = useApp((state) => state.world.count);
  const cursor = useApp((state) => state.cursor);
  if (session === undefined) return null;
  return (
    <Suspense>
      <EventTable
        key={session.scenario}
        trace={session.trace}
        count={count}
        cursor={cursor}
        onCursor={moveToCount}
        onSelect={select}
      />
    </Suspense>
  );
}
