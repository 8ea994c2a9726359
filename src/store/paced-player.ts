/** Plays programs whose steps an engine works out in program time, at the speed of the page: a sleep of a second takes one. */
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

/** Real time that a run has to stop in. Whoever computes on and on in the middle of a step costs the engine. */
const PATIENCE: Ms = 1000;

/** Whether a run that was stopped asks for no more, in time. */
const settles = (run: PacedRun): Promise<boolean> =>
  Promise.race([
    run.settled().then(() => true),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), PATIENCE)),
  ]);

/** @param createEngine makes the engine that works for it, when it is first asked, and again after `leave` */
export function pacedPlayer(createEngine: () => StepEngine): Player {
  let engine: StepEngine | undefined;
  let run: PacedRun | undefined;
  /** Counts what was begun: a run that comes late is not shown. */
  let turn = 0;
  /** The engine answers one request after the other: a run is opened once the one before has been, and asks for no more. */
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
      // Nobody names a thread here.
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
