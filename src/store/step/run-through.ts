/** A run that goes to its end by itself, as fast as it can be worked out, and goes on when a line has been typed. */
import { app } from '../app-state.ts';
import { RUN_LIMIT, toEnd } from './moves.ts';
import { steps } from './step-state.ts';

/** What is not over after so many steps is left standing. */
export const MOST_STEPS = 10 * RUN_LIMIT;

let stop: (() => void) | undefined;

export function runThrough(): void {
  stop?.();
  const { session, program } = app.getState();
  let isUnderWay = false;
  const isCurrent = () => app.getState().program === program && app.getState().session === session;
  const go = async (): Promise<void> => {
    isUnderWay = true;
    do await toEnd();
    while (
      isCurrent() &&
      steps.getState().end === 'limit' &&
      steps.getState().stepCount < MOST_STEPS
    );
    isUnderWay = false;
  };
  stop = steps.subscribe((state, before) => {
    if (!isCurrent()) {
      stop?.();
      return;
    }
    // A line was typed: what waited for it goes on.
    const isAnswered = before.end === 'input' && state.end !== 'input' && state.end !== undefined;
    if (isAnswered && !isUnderWay && !state.isPlaying) void go();
  });
  void go();
}
