/** Follows the run while the learning panel is open. */
import { app } from '../app-state.ts';
import { followRun } from './asking.ts';
import { closeChallenge, follow } from './challenging.ts';
import { followOwn } from './own-lesson.ts';
import { loadProgress } from './progress.ts';
import { followTour, leaveTour } from './touring.ts';

let isOn = false;

/**
 * From now until the panel is closed, even if it is unmounted: a phone shows one view at a time, and a resized window
 * mounts it anew. Its content stays open.
 */
export function keepLearning(): void {
  if (isOn || app.getState().teaching === undefined) return;
  isOn = true;
  loadProgress();
  const ends = [followOwn(), follow(), followRun(), followTour(), closeChallenge, leaveTour];
  const unfollow = app.subscribe(({ teaching }) => {
    if (teaching !== undefined) return;
    unfollow();
    isOn = false;
    for (const end of ends) end();
  });
}
