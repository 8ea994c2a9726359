/** The engine of step mode, and how long it takes: asked only inside a turn of the queue, so for one thing at a time. */
import { bug } from '../../base/bug.ts';
import type { Ms } from '../../base/units.ts';
import type { StepEngine } from '../../engines/step-run.ts';
import { messageOf, notify } from '../notices.ts';
import { forgetWaiting } from './queue.ts';
import { shownBranch, steps } from './step-state.ts';

/** What takes longer is told. */
const SLOW_MS: Ms = 200;

let createEngine: () => StepEngine = () => bug('no step engine was given');
let engine: StepEngine | undefined;
/** Counts what was abandoned: what was begun before and comes late is not shown. */
let turn = 0;

/** The engine that works from now on; it is made when it is first asked. */
export function provideStepEngine(factory: () => StepEngine): void {
  createEngine = factory;
}

/**
 * Asks the engine. undefined where it failed, or what was asked for was abandoned meanwhile; `isWanted` says whether it was.
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

/** The run that is being opened goes as far as it has come. */
export const stopOpening = (): void => engine?.stopOpening();

/** Ends what is under way and forgets what waits, so that nothing of it shows any more: another run is wanted. */
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
