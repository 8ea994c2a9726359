/** A run that is computed to its end as fast as possible, and resumes when a line has been typed. */
import { app } from '../app-state.ts';
import { RUN_LIMIT, toEnd } from './moves.ts';
import { steps } from './step-state.ts';

/** Step limit, at which it is left. */
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
    // A line was typed: the waiting program resumes.
    const isAnswered = before.end === 'input' && state.end !== 'input' && state.end !== undefined;
    if (isAnswered && !isUnderWay && !state.isPlaying) void go();
  });
  void go();
}
