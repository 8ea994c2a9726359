import { useCallback, useRef, useState } from 'react';
import { useTranslation } from '../use-translation.ts';
import { plainArrangement } from '../../timeline/arrangement.ts';
import type { Hover, LaneMenu } from '../../timeline/timeline.ts';
import type { FlagPress } from '../findings/Flags.tsx';
import { PaneButtons } from '../pane/PaneButtons.tsx';
import { app } from '../../store/app-state.ts';
import { useApp } from '../use-app.ts';
import { AxisSwitch } from './AxisSwitch.tsx';
import { GestureHelp } from './GestureHelp.tsx';
import { LanesMenu } from './LanesMenu.tsx';
import { TimelineButtons } from './TimelineButtons.tsx';
import { useTimeline, type FlagHook } from './use-timeline.ts';
import { afterPicture, later, onceAfterPicture } from '../controls/later.tsx';
import './TimelinePanel.css';

const Cure = later(async () => (await import('../cure/CurePanel.tsx')).CurePanel);

const Legend = onceAfterPicture(
  async () => (await import('./Legend.tsx')).Legend,
  () => (
    <div className="legend-row">
      <div className="legend" />
    </div>
  ),
);
const Tooltip = onceAfterPicture(async () => (await import('./Tooltip.tsx')).Tooltip);
const LaneActions = onceAfterPicture(async () => (await import('./LaneActions.tsx')).LaneActions);

const Flags = afterPicture(async () => (await import('../findings/Flags.tsx')).Flags);

/** The canvas, with its legend above. Its content is available as text in the table of events. */
export function TimelinePanel({ isCompact = false }: { readonly isCompact?: boolean }) {
  const { t } = useTranslation('timeline');
  const canvas = useRef<HTMLDivElement>(null);
  const [hover, setHover] = useState<Hover>();
  const [follows, setFollows] = useState(true);
  const isComparing = useApp(({ comparing, curtain }) => comparing && curtain === undefined);
  const session = useApp((state) => state.session);
  const [flag, setFlag] = useState<FlagPress>();
  const closeFlag = useCallback(() => setFlag(undefined), []);
  const pressFlag = useCallback<FlagHook>(
    (events, at) => setFlag({ session: app.getState().session, events, at }),
    [],
  );
  const [arrangement, setArrangement] = useState(plainArrangement);
  const [menu, setMenu] = useState<LaneMenu>();
  const closeMenu = useCallback(() => setMenu(undefined), []);
  useTimeline(canvas, {
    isCompact,
    onHover: setHover,
    onFollowChange: setFollows,
    onArrange: setArrangement,
    onLaneMenu: setMenu,
    onFlag: pressFlag,
  });
  return (
    <section className="timeline">
      <div className="timeline-head">
        <Legend />
        <div className="timeline-tools">
          <LanesMenu arrangement={arrangement} />
          <AxisSwitch />
          <TimelineButtons follows={follows} />
          <GestureHelp />
          <PaneButtons panel="timeline" />
        </div>
      </div>
      <div className="timeline-body">
        <div
          ref={canvas}
          id="timeline"
          className="timeline-canvas"
          data-scope="timeline"
          data-empty={session === undefined || undefined}
          role="application"
          aria-label={t('name')}
          tabIndex={0}
        >
          {hover !== undefined && <Tooltip hover={hover} />}
        </div>
        {menu !== undefined && <LaneActions menu={menu} onClose={closeMenu} />}
        {session !== undefined && <Flags session={session} pressed={flag} onClose={closeFlag} />}
      </div>
      {isComparing && <Cure isCompact={isCompact} arrangement={arrangement} />}
    </section>
  );
}
