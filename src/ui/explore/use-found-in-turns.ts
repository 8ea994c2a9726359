import { useEffect, useState } from 'react';
import { exploration, type ExploreState } from '../../store/explore/explore-state.ts';

/** Number of rows that are cheap enough to redraw every time. */
const FEW = 12;
const PAUSE_MS = 400;

/**
 * The endings, not more often than many rows can be drawn. Not as a deferred value: one that is another at each frame is never
 * drawn where a frame is too short for it, and the list stands empty until the exploration is over.
 */
export function useFoundInTurns(): ExploreState['found'] {
  const [found, setFound] = useState(() => exploration.getState().found);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = () => {
      clearTimeout(timer);
      timer = undefined;
      setFound(exploration.getState().found);
    };
    const end = exploration.subscribe((now, before) => {
      if (now.found === before.found && now.status === before.status) return;
      const isLong = (now.found?.endings.length ?? 0) > FEW;
      if (now.status === 'exploring' && isLong) timer ??= setTimeout(take, PAUSE_MS);
      else take();
    });
    take();
    return () => {
      clearTimeout(timer);
      end();
    };
  }, []);
  return found;
}
