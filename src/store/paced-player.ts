/** Plays programs whose steps an engine works out in program time, at the speed of the page: a sleep of a second takes one. */
import { PacedRun } from '../engines/paced-run.ts';
import type { StepEngine } from '../engines/step-run.ts';
import { app } from './app-state.ts';
import { watching } from './live-player.ts';
import { messageOf, notify } from './notices.ts';
import type { Player } from './player.ts';
import { Session } from './session.ts';
import { showSession } from './show-session.ts';
import { steps } from './step/step-state.ts';

/** @param createEngine makes the engine that works for it, when it is first asked, and again after `leave` */
export function pacedPlayer(createEngine: () => StepEngine): Player {
  let engine: StepEngine | undefined;
  /** Counts what was begun: a run that comes late is not shown. */
  let turn = 0;

  const fail = (error: unknown): void => notify({ kind: 'engine', message: messageOf(error) });

  async function begin(paused: boolean): Promise<void> {
    const mine = ++turn;
    app.getState().session?.run.stop();
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
      const { run } = await engine.open(program, settings);
      if (mine !== turn) return;
      showSession(new Session(program, new PacedRun(run, { speed, paused }, fail)));
    } catch (error) {
      if (mine === turn) fail(error);
    }
  }

  return watching(begin, () => {
    turn += 1;
    engine?.dispose();
    engine = undefined;
  });
}
