/** Step mode as a player: a run advances only when the reader, or a strategy, chooses a thread. */
import { PacedRun } from '../../engines/paced-run.ts';
import type { Run } from '../../engines/run.ts';
import type { Beginning, StepEngine } from '../../engines/step-run.ts';
import { app } from '../app-state.ts';
import { dismiss } from '../notices.ts';
import type { Player, PlayerStart } from '../player.ts';
import { begin } from './branches.ts';
import { back, forward, take, takeLine, toEnd, toStart, type } from './moves.ts';
import { openAsAsked } from './opening.ts';
import { pause, play, stopPlaying } from './playing.ts';
import { forgetWaiting, inTurn, isBehind } from './queue.ts';
import { stopFollowing } from './standing.ts';
import { learnVersion, openStepLink, stepLink, tellProblem } from './step-link.ts';
import { initialStepState, shownBranch, steps } from './step-state.ts';
import { abandon, disposeEngine, provideStepEngine } from './work.ts';

/** @param createEngine creates its engine on first use, and again after `leave` */
export function stepPlayer(createEngine: () => StepEngine): Player {
  return {
    canType: true,
    start(options) {
      provideStepEngine(createEngine);
      stopPlaying();
      abandon();
      dismiss('schedule');
      steps.setState({ breakObjects: [] });
      return inTurn(() => open(options));
    },
    leave() {
      stopPlaying();
      abandon();
      stopFollowing();
      disposeEngine();
      const { strategy, timed, rate } = steps.getState();
      steps.setState({ ...initialStepState, strategy, timed, rate });
      app.setState({ movers: [], taker: -1 });
    },
    play,
    pause,
    isPlaying: () => steps.getState().isPlaying,
    step: () => void forward(),
    back: () => void back(),
    to(place) {
      if (place === 'start') toStart();
      else void toEnd();
    },
    take: (thread) => void take(thread),
    takeLine: (thread) => void takeLine(thread),
    type: (terminal, line) => void type(terminal, line),
    // Its pace is in steps per second: see `setRate`.
    speed: () => undefined,
    drop() {
      const { isPlaying, isBusy } = steps.getState();
      if (isPlaying) return false;
      const hasForgotten = forgetWaiting();
      stopPlaying();
      if (isBusy) shownBranch()?.run.halt();
      return hasForgotten || isBusy;
    },
    isBehind,
    link: stepLink,
  };
}

/** A step run is opened by its steps; for any other its trace is followed. */
function beginningOf(run: Run): Beginning {
  if (!(run instanceof PacedRun)) return { kind: 'live', trace: run.trace };
  return { kind: 'text', text: run.steps.toText(Infinity).text ?? '' };
}

async function open({ link, through }: PlayerStart): Promise<void> {
  const { program } = app.getState();
  if (through !== undefined) {
    const { session, cursor } = through;
    const time = cursor.kind === 'past' ? cursor.time : session.edge();
    const problem = await begin(beginningOf(session.run), { kind: 'time', time }, true);
    session.run.stop();
    tellProblem(problem);
    await learnVersion(program);
    return;
  }
  const isToPlay = openAsAsked();
  if (link === undefined) {
    await begin();
    await learnVersion(program);
  } else await openStepLink(link);
  if (isToPlay && (link?.opensItself ?? true) && app.getState().program === program) play();
}
