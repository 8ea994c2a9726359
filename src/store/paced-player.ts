/**
 * Plays programs whose steps an engine computes in program time, at the page's speed: a sleep of a second takes a
 * second.
 */
import type { Ms } from '../base/units.ts';
import { PacedRun } from '../engines/paced-run.ts';
import type { StepEngine } from '../engines/step-run.ts';
import { app } from './app-state.ts';
import { watching } from './live-player.ts';
import { messageOf, notify } from './notices.ts';
import type { Player } from './player.ts';
import { Session } from './session.ts';
import { showSession } from './show-session.ts';
import { steps } from './step/step-state.ts';

/** Real time for a run to stop. Beyond it the engine is discarded, since a step may compute endlessly. */
const PATIENCE: Ms = 1000;

/** Whether a stopped run finishes its requests in time. */
const settles = (run: PacedRun): Promise<boolean> =>
  Promise.race([
    run.settled().then(() => true),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), PATIENCE)),
  ]);

/** @param createEngine creates its engine on first use, and again after `leave` */
export function pacedPlayer(createEngine: () => StepEngine): Player {
  let engine: StepEngine | undefined;
  let run: PacedRun | undefined;
  /** Request counter: a run that arrives late is not shown. */
  let turn = 0;
  /**
   * The engine answers one request at a time: a run is opened after the previous one has been opened and makes no more
   * requests.
   */
  let opened: Promise<void> = Promise.resolve();

  const fail = (error: unknown): void => notify({ kind: 'engine', message: messageOf(error) });

  function begin(paused: boolean): Promise<void> {
    const mine = ++turn;
    app.getState().session?.run.stop();
    engine?.stopOpening();
    opened = opened.then(() => open(mine, paused));
    return opened;
  }

  async function open(mine: number, paused: boolean): Promise<void> {
    if (run !== undefined && !(await settles(run))) {
      engine?.dispose();
      engine = undefined;
    }
    if (mine !== turn) return;
    run = undefined;
    const { program, seed, speed } = app.getState();
    const { strategy } = steps.getState();
    engine ??= createEngine();
    try {
      // No thread is chosen by hand here.
      const settings = {
        seed,
        timed: true,
        strategy: strategy === 'hand' ? 'random' : strategy,
      } as const;
      const begun = await engine.open(program, settings);
      if (mine !== turn) return;
      run = new PacedRun(begun.run, { speed, paused }, fail);
      showSession(new Session(program, run));
    } catch (error) {
      if (mine === turn) fail(error);
    }
  }

  return watching(begin, () => {
    turn += 1;
    run = undefined;
    engine?.dispose();
    engine = undefined;
  });
}
