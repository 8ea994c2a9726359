/** Plays a recorded trace: nothing executes; playing moves the cursor at the page's speed. */
import { bug } from '../base/bug.ts';
import type { Ms } from '../base/units.ts';
import type { TraceProgram } from '../engines/program.ts';
import type { Run, RunStatus } from '../engines/run.ts';
import type { Trace } from '../trace/trace.ts';
import { app } from './app-state.ts';
import { cursorAtTime, live } from './cursor.ts';
import { moveToCount, stepEvents } from './cursor-actions.ts';
import { onFrame } from './frame-loop.ts';
import type { Player } from './player.ts';
import { Session } from './session.ts';
import { showSession } from './show-session.ts';

/** A trace as a finished run. Its status is running while its player moves the cursor. */
export class RecordedRun implements Run {
  readonly transport = { kind: 'recorded' } as const;
  readonly speed = 1;
  readonly trace: Trace;
  status: RunStatus = 'ended';

  constructor(trace: Trace) {
    this.trace = trace;
  }

  now(): Ms {
    return this.trace.endTime;
  }

  pump(): boolean {
    return false;
  }

  pause(): void {}
  resume(): void {}
  setSpeed(): void {}
  type(): void {}
  stop(): void {}

  workers() {
    return { busy: 0, idle: 0 };
  }
}

/**
 * A recorded trace, read in completely in slices between which the page stays responsive.
 *
 * @param isWanted returns false to cancel; the result is then incomplete
 */
export async function recordedSession(
  program: TraceProgram,
  isWanted: () => boolean,
): Promise<Session> {
  const session = new Session(program, new RecordedRun(program.trace));
  await session.advanceInTurns('time', isWanted);
  return session;
}

export function recordedPlayer(): Player {
  let run: RecordedRun | undefined;
  /** Request counter. */
  let turn = 0;
  let stopFrames: (() => void) | undefined;

  const pause = (): void => {
    stopFrames?.();
    stopFrames = undefined;
    if (run !== undefined) run.status = 'ended';
  };
  const play = (): void => {
    if (run === undefined || stopFrames !== undefined) return;
    const { trace } = run;
    if (app.getState().cursor.kind === 'live') moveToCount(0);
    run.status = 'running';
    let before: Ms | undefined;
    stopFrames = onFrame(({ now, cursor }) => {
      const passed = (now - (before ?? now)) * app.getState().speed;
      before = now;
      // The reader went to the end.
      if (cursor.kind === 'live') pause();
      else if (cursor.time + passed >= trace.endTime) {
        pause();
        app.setState({ cursor: live });
      } else if (passed > 0) app.setState({ cursor: cursorAtTime(trace, cursor.time + passed) });
    });
  };
  /** The reader takes over the cursor. */
  const move = (act: () => void) => () => {
    pause();
    act();
  };

  return {
    canType: false,
    async start({ paused, session: known }) {
      pause();
      const { program } = app.getState();
      if (program.kind !== 'trace') return;
      const mine = ++turn;
      const isWanted = () => mine === turn;
      const session = known ?? (await recordedSession(program, isWanted));
      if (!isWanted()) return;
      run = session.run instanceof RecordedRun ? session.run : bug('this run was not recorded');
      showSession(session);
      // A restart plays, so that something is seen.
      if (!paused) play();
    },
    leave() {
      pause();
      turn += 1;
      run = undefined;
    },
    play,
    pause,
    isPlaying: () => stopFrames !== undefined,
    step: move(() => stepEvents(1)),
    back: move(() => stepEvents(-1)),
    to(place) {
      pause();
      if (place === 'start') moveToCount(0);
      else app.setState({ cursor: live });
    },
    take: () => undefined,
    takeLine: () => undefined,
    type: () => undefined,
    // Read from the page at every frame.
    speed: () => undefined,
    drop: () => false,
    isBehind: () => false,
    link: () => undefined,
  };
}
