import i18next from 'i18next';
import { useEffect, type RefObject } from 'react';
import type { ThreadIndex } from '../../base/units.ts';
import { app, axisOf, takerOf } from '../../store/app-state.ts';
import { firstIntervalDrawn } from '../../store/first-picture.ts';
import { onFrame } from '../../store/frame-loop.ts';
import { moveToCount, moveToTime } from '../../store/cursor-actions.ts';
import { KeptLanes } from '../../store/kept-lanes.ts';
import { player } from '../../store/players.ts';
import type { Session } from '../../store/session.ts';
import {
  attachTimeline,
  cursorOfBoth,
  flagsOf,
  partingNow,
  revealsCursor,
  setTimelineFollows,
  takeKeptPlace,
  timelineHasData,
} from '../../store/timeline-port.ts';
import type { Arrangement } from '../../timeline/arrangement.ts';
import type { CanvasText, Flag, TimelineData, Turns } from '../../timeline/frame.ts';
import {
  Timeline,
  type Hover,
  type LaneMenu,
  type TimelineOptions,
} from '../../timeline/timeline.ts';

const NO_FLAGS: readonly Flag[] = [];

export type FlagHook = NonNullable<TimelineOptions['onFlag']>;

interface TimelineHooks {
  readonly isCompact: boolean;
  readonly onHover: (hover: Hover | undefined) => void;
  readonly onFollowChange: (follows: boolean) => void;
  readonly onArrange: (arrangement: Arrangement) => void;
  readonly onLaneMenu: (menu: LaneMenu | undefined) => void;
  readonly onFlag: FlagHook;
}

/** Creates the widget in `container` and synchronises it with the store while the component is mounted. */
export function useTimeline(container: RefObject<HTMLElement | null>, hooks: TimelineHooks): void {
  const { isCompact, onHover, onFollowChange, onArrange, onLaneMenu, onFlag } = hooks;
  useEffect(() => {
    const element = container.current;
    if (element === null) return undefined;
    let shown: Session | undefined;
    let kept: KeptLanes | undefined;
    let data: TimelineData | undefined;
    let turns: Turns | undefined;
    let isMovedHere = false;
    /** By the reader, not because another run is shown. */
    let isArrangedHere = true;
    let chosenHere = app.getState().selection;
    const timeline = new Timeline(element, {
      text: i18next.getFixedT(null, 'timeline') as CanvasText,
      compact: isCompact,
      onCursor(place, pointed) {
        isMovedHere = true;
        const moveBoth = cursorOfBoth();
        if (moveBoth !== undefined) moveBoth(pointed);
        else if (data?.axis.unit === 'step') moveToCount(data.axis.countAt(place));
        else moveToTime(place);
        isMovedHere = false;
      },
      onLane: letThread,
      onSelect(selection) {
        chosenHere = selection;
        app.setState({ selection });
      },
      onHover,
      onArrange(arrangement) {
        onArrange(arrangement);
        if (isArrangedHere) kept?.keep(arrangement);
      },
      onLaneMenu,
      onFlag,
      onFollowChange(follows) {
        setTimelineFollows(follows);
        onFollowChange(follows);
      },
    });
    timeline.setSelection(app.getState().selection);

    // Theme, contrast and language are attributes of <html>.
    const watcher = new MutationObserver(() => timeline.refresh());
    watcher.observe(document.documentElement, {
      attributeFilter: ['data-theme', 'data-layout', 'lang'],
    });
    const ends = [
      attachTimeline(timeline),
      app.subscribe(({ cursor, session }, before) => {
        const isOther = session !== before.session;
        if (cursor === before.cursor || isOther || !revealsCursor()) return;
        timeline.setFollowing(cursor.kind === 'live');
        if (cursor.kind === 'past' && !isMovedHere) {
          timeline.revealInstant(cursor.count, cursor.time);
        }
      }),
      app.subscribe(({ selection }, before) => {
        if (selection === before.selection || selection === chosenHere) return;
        timeline.setSelection(selection);
        if (selection.kind === 'event') timeline.reveal(selection.seq);
      }),
      onFrame(({ session, cursor, edge }) => {
        const isNew = session !== shown;
        const along = session.along(axisOf(app.getState()));
        if (isNew || along !== data) {
          const keepsPlace = isNew && takeKeptPlace();
          if (isNew) kept = new KeptLanes(session.program, session.trace);
          isArrangedHere = false;
          timeline.setData(along, keepsPlace);
          isArrangedHere = true;
        }
        const arranged = kept?.applied(timeline.desk.arrangement);
        if (arranged !== undefined) {
          isArrangedHere = false;
          timeline.desk.arrange(arranged);
          isArrangedHere = true;
        }
        [shown, data] = [session, along];
        // A link sets the view; otherwise the cursor is scrolled into view.
        const isPlaced = isNew && timelineHasData();
        if (isNew && !isPlaced) timeline.setFollowing(cursor.kind === 'live');
        timeline.frame({
          liveEdge: edge,
          cursor: cursor.kind === 'live' ? { mode: 'live' } : { ...cursor, mode: 'past' },
          veiled: app.getState().curtain !== undefined,
          turns: (turns = turnsOf(turns)),
          flags: flagsOf(session.trace) ?? NO_FLAGS,
          path: app.getState().path?.parts,
          parting: partingNow(),
        });
        if (isNew && !isPlaced && cursor.kind === 'past') {
          timeline.revealInstant(cursor.count, cursor.time);
        }
        // An interval without width is not seen.
        if (session.trace.length > 0 && edge > 0) firstIntervalDrawn();
      }),
      () => watcher.disconnect(),
      () => timeline.destroy(),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [container, isCompact, onHover, onFollowChange, onArrange, onLaneMenu, onFlag]);
}

/** In step mode: lets a thread take the step if it can. */
function letThread(thread: ThreadIndex): boolean {
  const isMover = app.getState().movers.includes(thread);
  if (isMover) player()?.take(thread);
  return isMover;
}

/** Returns the previous object if nothing has changed. */
function turnsOf(before: Turns | undefined): Turns | undefined {
  const { mode, movers } = app.getState();
  const taker = takerOf(app.getState());
  if (mode !== 'step') return undefined;
  return before?.movers === movers && before.taker === taker ? before : { movers, taker };
}
