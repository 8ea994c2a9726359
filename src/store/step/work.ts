/**
 * Access to step mode's engine, and its busy state: used only inside a turn of the queue, so for one request at a time.
 */
import { bug } from '../../base/bug.ts';
import type { Ms } from '../../base/units.ts';
import type { StepEngine } from '../../engines/step-run.ts';
import { messageOf, notify } from '../notices.ts';
import { forgetWaiting } from './queue.ts';
import { shownBranch, steps } from './step-state.ts';

/** Duration from which on it counts as slow. */
const SLOW_MS: Ms = 200;

let createEngine: () => StepEngine = () => bug('no step engine was given');
let engine: StepEngine | undefined;
/** Counts cancellations: results of earlier requests are dropped. */
let turn = 0;

/** Sets the engine, created on first use. */
export function provideStepEngine(factory: () => StepEngine): void {
  createEngine = factory;
}

/**
 * Makes a request. undefined if it failed, or was cancelled meanwhile; `isWanted` returns whether it is still wanted.
 */
export async function work<T>(
  act: (engine: StepEngine, isWanted: () => boolean) => Promise<T>,
): Promise<T | undefined> {
  const mine = turn;
  steps.setState({ isBusy: true });
  const slow = setTimeout(() => mine === turn && steps.setState({ isSlow: true }), SLOW_MS);
  try {
    engine ??= createEngine();
    const result = await act(engine, () => mine === turn);
    return mine === turn ? result : undefined;
  } catch (error) {
    if (mine === turn) notify({ kind: 'engine', message: messageOf(error) });
    return undefined;
  } finally {
    clearTimeout(slow);
    if (mine === turn) steps.setState({ isBusy: false, isSlow: false, opened: 0 });
  }
}

/** The run being opened stops where it is. */
export const stopOpening = (): void => engine?.stopOpening();

/** Cancels everything in progress and pending, without showing results: another run is wanted. */
export function abandon(): void {
  turn += 1;
  forgetWaiting();
  shownBranch()?.run.halt();
  stopOpening();
  steps.setState({ isPlaying: false, isBusy: false, isSlow: false, opened: 0 });
}

/** Frees the engine and its Worker. */
export function disposeEngine(): void {
  engine?.dispose();
  engine = undefined;
}
