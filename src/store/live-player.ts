/** Plays programs on real Workers, in real time. The cursor can be in the past while the program runs. */
import type { Run, Transport } from '../engines/run.ts';
import type { ScenarioProgram } from '../engines/program.ts';
import type { TransportWish } from '../share/link.ts';
import { app } from './app-state.ts';
import { live } from './cursor.ts';
import { moveToCount, stepEvents } from './cursor-actions.ts';
import { messageOf, notify } from './notices.ts';
import type { Player } from './player.ts';
import { scenarioOf } from './program.ts';
import { Session } from './session.ts';
import { showSession } from './show-session.ts';

export interface StartOptions {
  /** Number of concurrent threads, the main thread included: so many Workers are kept ready. */
  readonly threads: number;
  /** The program performs ops of the kernel's core only. */
  readonly coreOnly: boolean;
  /** Seed of the program's random numbers. */
  readonly seed: number;
  /** Factor on the program's clock, 0.1 to 20. */
  readonly speed: number;
  readonly paused: boolean;
}

export interface LiveEngine {
  readonly transport: Transport;
  /** Loads what a run of the scenario needs. Undefined: it is there. */
  prepare(
    scenario: string,
    options: Pick<StartOptions, 'threads' | 'coreOnly'>,
  ): Promise<void> | undefined;
  /** Starts a run of a prepared scenario; stops the previous one. */
  start(program: ScenarioProgram, options: StartOptions): Run;
  dispose(): void;
}

export interface EngineOptions {
  readonly transport: TransportWish;
  /** A Worker failed outside any run. */
  readonly onFailure: (report: string) => void;
}

export function livePlayer(createEngine: (options: EngineOptions) => LiveEngine): Player {
  let engine: { readonly wish: TransportWish; readonly it: LiveEngine } | undefined;

  const engineFor = (wish: TransportWish): LiveEngine => {
    if (engine?.wish !== wish) {
      currentRun()?.stop();
      engine?.it.dispose();
      engine = { wish, it: createEngine({ transport: wish, onFailure: reportFailure }) };
    }
    return engine.it;
  };
  /** Request counter: a run whose engine has to load something is dropped if another was requested meanwhile. */
  let turn = 0;
  const start = async (paused: boolean): Promise<void> => {
    const mine = ++turn;
    try {
      for (;;) {
        const { program, seed, speed, transportWish } = app.getState();
        const scenario = scenarioOf(program);
        if (program.kind !== 'scenario' || scenario === undefined) return;
        const { coreOnly = false } = scenario;
        const needs = { threads: scenario.threads(program.params), coreOnly };
        const ready = engineFor(transportWish);
        const loading = ready.prepare(program.id, needs);
        if (loading === undefined) {
          const begun = ready.start(program, { ...needs, seed, speed, paused });
          showSession(new Session(program, begun));
          return;
        }
        currentRun()?.stop();
        await loading;
        // Another request takes over; for the same one the reader may have chosen another transport or speed.
        if (mine !== turn) return;
      }
    } catch (error) {
      if (mine === turn) reportFailure(messageOf(error));
    }
  };

  return watching(start, () => {
    turn += 1;
  });
}

const currentRun = (): Run | undefined => app.getState().session?.run;

/**
 * A player of runs that advance by themselves, on any engine. `begin` puts a run on the page; `leave` releases the
 * engine.
 */
export function watching(
  begin: (paused: boolean) => Promise<void>,
  leave: () => void = () => undefined,
): Player {
  const player: Player = {
    canType: true,
    start: ({ paused }) => begin(paused),
    leave() {
      currentRun()?.stop();
      leave();
    },
    play() {
      const { session, status } = app.getState();
      if (session === undefined || status === 'ended') {
        void begin(false);
        return;
      }
      session.run.resume();
      app.setState({ cursor: live });
    },
    pause: () => currentRun()?.pause(),
    isPlaying() {
      const { status } = app.getState();
      return status === 'running' || status === 'starting';
    },
    step: () => stepEvents(1),
    back: () => stepEvents(-1),
    to: (place) => (place === 'start' ? moveToCount(0) : app.setState({ cursor: live })),
    take: () => undefined,
    takeLine: () => undefined,
    type(terminal, line) {
      const { session, status } = app.getState();
      if (session === undefined || status === 'ended') return;
      session.run.type(terminal, line);
      player.play();
    },
    speed: (factor) => currentRun()?.setSpeed(factor),
    drop: () => false,
    isBehind: () => false,
    link: () => undefined,
  };
  return player;
}

function reportFailure(message: string): void {
  notify({ kind: 'engine', message });
}
