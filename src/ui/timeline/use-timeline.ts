import i18next from 'i18next';
import { useEffect, type RefObject } from 'react';
import { app } from '../../store/app-state.ts';
import { onFrame } from '../../store/frame-loop.ts';
import { moveToTime } from '../../store/run-actions.ts';
import type { Session } from '../../store/session.ts';
import { attachTimeline, setTimelineFollows, timelineHasData } from '../../store/timeline-port.ts';
import type { CanvasText } from '../../timeline/frame.ts';
import { Timeline, type Hover } from '../../timeline/timeline.ts';
import { revealing } from '../../timeline/view-range.ts';

interface TimelineHooks {
  readonly isCompact: boolean;
  readonly onHover: (hover: Hover | undefined) => void;
  readonly onFollowChange: (follows: boolean) => void;
}

/** Makes the widget in `container` and keeps it and the store together as long as the component is there. */
export function useTimeline(container: RefObject<HTMLElement | null>, hooks: TimelineHooks): void {
  const { isCompact, onHover, onFollowChange } = hooks;
  useEffect(() => {
    const element = container.current;
    if (element === null) return undefined;
    let shown: Session | undefined;
    let isMovedHere = false;
    let chosenHere = app.getState().selection;
    const timeline = new Timeline(element, {
      text: i18next.getFixedT(null, 'timeline') as CanvasText,
      compact: isCompact,
      onCursor(time) {
        isMovedHere = true;
        moveToTime(time);
        isMovedHere = false;
      },
      onSelect(selection) {
        chosenHere = selection;
        app.setState({ selection });
      },
      onHover,
      onFollowChange(follows) {
        setTimelineFollows(follows);
        onFollowChange(follows);
      },
    });
    timeline.setSelection(app.getState().selection);

    // The theme and the language in use stand on <html>.
    const watcher = new MutationObserver(() => timeline.refresh());
    watcher.observe(document.documentElement, { attributeFilter: ['data-theme', 'lang'] });
    const ends = [
      attachTimeline(timeline),
      app.subscribe(({ cursor, session }, before) => {
        if (cursor === before.cursor || session === undefined) return;
        timeline.setFollowing(cursor.kind === 'live');
        if (cursor.kind === 'live' || isMovedHere) return;
        const view = revealing(timeline.view, cursor.time, session.edge());
        if (view !== timeline.view) timeline.setView(view);
      }),
      app.subscribe(({ selection }, before) => {
        if (selection === before.selection || selection === chosenHere) return;
        timeline.setSelection(selection);
        if (selection.kind === 'event') timeline.reveal(selection.seq);
      }),
      onFrame(({ session, cursor, edge }) => {
        if (session !== shown) {
          shown = session;
          timeline.setData(session);
          timelineHasData();
        }
        timeline.frame({
          liveEdge: edge,
          cursor: cursor.kind === 'live' ? { mode: 'live' } : { ...cursor, mode: 'past' },
        });
        if (session.trace.length > 0) markFirstInterval();
      }),
      () => watcher.disconnect(),
      () => timeline.destroy(),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [container, isCompact, onHover, onFollowChange]);
}

let isMarked = false;

/** For the benchmark: when the page had something to show. */
function markFirstInterval(): void {
  if (!isMarked) performance.mark('weft-first-interval');
  isMarked = true;
}
