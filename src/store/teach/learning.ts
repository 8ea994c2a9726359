/** What follows the run while the panel for learning is open. */
import { app } from '../app-state.ts';
import { followRun } from './asking.ts';
import { closeChallenge, follow } from './challenging.ts';
import { followOwn } from './own-lesson.ts';
import { loadProgress } from './progress.ts';
import { followTour, leaveTour } from './touring.ts';

let isOn = false;

/**
 * From now until the panel is closed, wherever it is drawn: a phone shows one view at a time and takes it away with the view,
 * and a window that is made narrow draws it anew. What is open in it stays.
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
