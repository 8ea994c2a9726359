/**
 * The first picture of a visit: the timeline with its first interval. What the page can do without until then is fetched
 * afterwards, so that it takes neither the line nor the processor from what draws the picture.
 */
import type { Ms } from '../base/units.ts';
import { app, type AppState } from './app-state.ts';

/** However slow the picture is, and whatever is wrong, the page is whole then. */
export const LONGEST: Ms = 30_000;

let isDrawn = false;
let resolve: () => void = () => undefined;

/** Resolves once the picture is on the screen, or is not to be waited for. */
export const firstPicture = new Promise<void>((done) => (resolve = done));

/** Does not wait for the picture, or not any longer. */
export const fetchRest = (): void => resolve();

/** The timeline has drawn an interval. */
export function firstIntervalDrawn(): void {
  if (isDrawn) return;
  isDrawn = true;
  performance.mark('weft-first-interval');
  // In a task of its own: the frame is painted before.
  setTimeout(resolve);
}

/** The rest is fetched at once if no picture is to be expected, or if the reader asks for something before it is there. */
export function watchFirstPicture(): void {
  const events = ['pointerdown', 'keydown'] as const;
  const check = (state: AppState): void => {
    if (!isExpected(state)) resolve();
  };
  const unsubscribe = app.subscribe(check);
  for (const event of events) window.addEventListener(event, fetchRest, { capture: true });
  const timer = setTimeout(resolve, LONGEST);
  const end = async (): Promise<void> => {
    await firstPicture;
    unsubscribe();
    clearTimeout(timer);
    for (const event of events) window.removeEventListener(event, fetchRest, { capture: true });
  };
  void end();
  check(app.getState());
}

/** A program that runs by itself draws intervals soon, unless something is wrong. */
function isExpected({ program, mode, status, notices }: AppState): boolean {
  const runs = status === 'starting' || status === 'running';
  return program.kind === 'scenario' && mode === 'live' && runs && notices.length === 0;
}
