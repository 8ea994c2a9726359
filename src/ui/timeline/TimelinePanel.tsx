import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { plainArrangement } from '../../timeline/arrangement.ts';
import type { Hover, LaneMenu } from '../../timeline/timeline.ts';
import { PaneButtons } from '../pane/PaneButtons.tsx';
import { useApp } from '../use-app.ts';
import { AxisSwitch } from './AxisSwitch.tsx';
import { GestureHelp } from './GestureHelp.tsx';
import { LaneActions } from './LaneActions.tsx';
import { LanesMenu } from './LanesMenu.tsx';
import { Legend } from './Legend.tsx';
import { TimelineButtons } from './TimelineButtons.tsx';
import { Tooltip } from './Tooltip.tsx';
import { useTimeline } from './use-timeline.ts';
import './TimelinePanel.css';

/** The canvas, with its legend above. What it shows stands as text in the table of events. */
export function TimelinePanel({ isCompact = false }: { readonly isCompact?: boolean }) {
  const { t } = useTranslation('timeline');
  const canvas = useRef<HTMLDivElement>(null);
  const [hover, setHover] = useState<Hover>();
  const [follows, setFollows] = useState(true);
  const isEmpty = useApp(({ session }) => session === undefined);
  const [arrangement, setArrangement] = useState(plainArrangement);
  const [menu, setMenu] = useState<LaneMenu>();
  const closeMenu = useCallback(() => setMenu(undefined), []);
  useTimeline(canvas, {
    isCompact,
    onHover: setHover,
    onFollowChange: setFollows,
    onArrange: setArrangement,
    onLaneMenu: setMenu,
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
          data-empty={isEmpty || undefined}
          role="application"
          aria-label={t('name')}
          tabIndex={0}
        >
          {hover !== undefined && <Tooltip hover={hover} />}
        </div>
        {menu !== undefined && <LaneActions menu={menu} onClose={closeMenu} />}
      </div>
    </section>
  );
}
