/**
 * Makes the run shown beneath, always in the model: the other setting, the same seed, steps chosen as in step mode.
 * While the panel is open it is remade whenever the program, its settings or its seed change.
 */
import type { Ms } from '../../base/units.ts';
import type { ScenarioProgram } from '../../engines/program.ts';
import type { StepEngine, StepRun, StrategyName } from '../../engines/step-run.ts';
import { stepAxis } from '../../timeline/axis.ts';
import { endOf } from '../../views/outcome.ts';
import { app } from '../app-state.ts';
import { contrastFor } from '../compare-actions.ts';
import { whenDrawn } from '../frame-loop.ts';
import { messageOf, notify } from '../notices.ts';
import { asideOf } from '../players.ts';
import { scenarioOf } from '../program.ts';
import { goLive, whenStarted } from '../run-actions.ts';
import { Session } from '../session.ts';
import { nameWaits } from '../show-session.ts';
import { steps } from '../step/step-state.ts';
import { currentTimeline, showInTimeline } from '../timeline-port.ts';
import { cure, initialCureState } from './cure-state.ts';

/** Step limit of an endless run. */
const MOST_STEPS = 20_000;
const LONGEST: Ms = 60_000;
const AT_ONCE = 500;
/** While a slider is dragged. */
const SETTLE_MS = 120;

let engine: Promise<StepEngine> | undefined;
/** Request counter: a run that arrives late is dropped if another was requested. */
let turn = 0;

/** Follows the page's program. Returns a function that ends this. */
export function followPage(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = () => {
    turn += 1;
    clearTimeout(timer);
    timer = setTimeout(() => void make(), SETTLE_MS);
  };
  const ends = [
    app.subscribe((now, before) => {
      const isSame =
        now.program === before.program && now.seed === before.seed && now.mode === before.mode;
      if (!isSame) later();
      if (now.cursor !== before.cursor || now.session !== before.session) {
        cure.setState({ beyond: undefined });
      }
    }),
    steps.subscribe((now, before) => {
      if (now.strategy !== before.strategy || now.timed !== before.timed) later();
    }),
  ];
  void make();
  return () => {
    turn += 1;
    clearTimeout(timer);
    for (const end of ends) end();
    engine?.then((made) => made.dispose()).catch(() => undefined);
    engine = undefined;
    cure.setState(initialCureState);
  };
}

/** The strategy: as in step mode, unless the reader chooses there. */
function strategyFor(program: ScenarioProgram): StrategyName {
  const { mode } = app.getState();
  const chosen =
    mode === 'step'
      ? steps.getState().strategy
      : scenarioOf(program)?.opens?.(program.params).strategy;
  return chosen === undefined || chosen === 'hand' ? 'random' : chosen;
}

async function make(): Promise<void> {
  const { program, seed, mode } = app.getState();
  const contrast = contrastFor(program);
  if (program.kind !== 'scenario' || contrast === undefined) {
    app.setState({ comparing: false });
    return;
  }
  const mine = ++turn;
  const strategy = strategyFor(program);
  cure.setState({ ...initialCureState, contrast, strategy });
  try {
    await whenStarted();
    engine ??= asideOf(program.kind)?.();
    const made = await engine;
    if (made === undefined || mine !== turn) return;
    const timed = mode !== 'step' || steps.getState().timed;
    const other: ScenarioProgram = { ...program, params: contrast.params };
    const { run } = await made.open(other, { seed, strategy, timed });
    const isCut = await runOut(run, () => mine === turn);
    if (mine !== turn) return;
    const session = new Session(other, run, stepAxis(run));
    session.advance();
    nameWaits(session);
    cure.setState({ beneath: session, isCut });
    showBoth();
    runAbove();
  } catch (error) {
    if (mine === turn) notify({ kind: 'engine', message: messageOf(error) });
  }
}

/** To its end, or to the step limit; true if it was cut. */
async function runOut(run: StepRun, isWanted: () => boolean): Promise<boolean> {
  while (isWanted()) {
    const end = await run.run(AT_ONCE);
    run.pump();
    if (end !== 'limit') return false;
    if (run.stepCount >= MOST_STEPS || run.trace.endTime >= LONGEST) return true;
  }
  return false;
}

/** A run above that is before its first step is run, too. */
function runAbove(): void {
  if (app.getState().mode !== 'step' || steps.getState().stepCount > 0) return;
  const stop = steps.subscribe(({ end, isBusy }) => {
    if (end === undefined || isBusy) return;
    stop();
    // Shows both once the end of the run has been drawn.
    void whenDrawn().then(showBoth);
  });
  goLive();
}

/** Shows all of both runs; of an endless one about as much as of the other. */
function showBoth(): void {
  const { session, world } = app.getState();
  const { beneath, isCut } = cure.getState();
  if (beneath === undefined || session === undefined) return;
  const ends = [beneath.trace.endTime, session.edge()] as const;
  const isOver = [!isCut, endOf(session.trace, world) !== undefined];
  const over = ends.filter((_, n) => isOver[n]);
  const end = over.length === 0 ? Math.min(...ends) : Math.max(...over);
  const view = { start: -0.02 * end, end: (over.length === 2 ? 1.04 : 1.2) * end };
  const timeline = currentTimeline();
  if (timeline === undefined) showInTimeline(view);
  else timeline.setView(view);
}
