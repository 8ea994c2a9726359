/** A guided tour: from stop to stop, each an instant of a reproducible run. */
import { readParams } from '../../scenarios/params.ts';
import { findScenario } from '../../scenarios/registry.ts';
import { changesFrom } from '../../teach/challenge.ts';
import type { OwnStop, Stop } from '../../teach/lesson.ts';
import { loadLesson } from '../../teach/lessons/list.ts';
import type { Question } from '../../teach/question.ts';
import { loadQuestions } from '../../teach/question-files.ts';
import { Spotter } from '../../teach/spot.ts';
import { app } from '../app-state.ts';
import { moveToCount } from '../cursor-actions.ts';
import { paramsOf } from '../program.ts';
import { openScenario, whenStarted } from '../run-actions.ts';
import { whenDrawn } from '../frame-loop.ts';
import { nothing, type Selection } from '../selection.ts';
import { goFurther } from '../step/advance.ts';
import { inTurn } from '../step/queue.ts';
import { shownBranch, steps } from '../step/step-state.ts';
import { currentTimeline } from '../timeline-port.ts';
import { ask } from './asking.ts';
import { teach, type Tour } from './teach-state.ts';

/** Number of steps between two searches for a stop's event, and maximum number of searches. */
const STRETCH = 200;
const MOST_STRETCHES = 25;

/** Request counter: pressing Next repeatedly skips the stops in between. */
let turn = 0;
/** The run that was opened for a stop. */
let opened: object | undefined;

/** `n` from 0, clamped to the tour. */
export async function goToStop(id: Tour['id'], n: number): Promise<void> {
  turn += 1;
  const mine = turn;
  const stops = id === 'own' ? teach.getState().own : (await loadLesson(id)).stops;
  if (mine !== turn) return;
  if (stops.length === 0) {
    app.setState({ curtain: undefined });
    return;
  }
  const place = Math.max(0, Math.min(stops.length - 1, n));
  const stop = stops[place]!;
  const arrive = (arrival: Tour['arrival']) =>
    teach.setState({ tour: { id, stop: place, arrival } });
  arrive('on-the-way');
  teach.setState({ asked: undefined });
  // Counted from 1, as the reader does.
  app.setState({ learn: `lesson.${id}.${place + 1}` });
  if ('scenario' in stop && !isOpen(stop)) await open(stop);
  else await whenStarted();
  const question = await questionOf(stop);
  if (mine !== turn) return;
  let isThere = false;
  if (app.getState().mode === 'step') {
    await inTurn(async () => {
      if (mine === turn) isThere = await goAlong(stop, question !== undefined);
    });
  } else isThere = showStop(stop);
  if (mine !== turn) return;
  arrive(isThere ? 'there' : 'missing');
  const { cursor } = app.getState();
  if (isThere && question !== undefined && cursor.kind === 'past')
    ask(question, cursor.count, false);
  else app.setState({ curtain: undefined });
}

async function questionOf(stop: Stop | OwnStop): Promise<Question | undefined> {
  if (!('scenario' in stop)) return stop.question;
  const questions = await loadQuestions(stop.scenario);
  return questions.find((known) => known.id === stop.question);
}

/** The event may exist now: the run has grown, or is another one. */
export function followTour(): () => void {
  return app.subscribe((now, before) => {
    const { tour } = teach.getState();
    if (tour?.id !== 'own' || tour.arrival !== 'missing') return;
    if (now.session === before.session && now.eventCount === before.eventCount) return;
    const stop = teach.getState().own[tour.stop];
    const trace = now.session?.trace;
    if (stop === undefined || trace === undefined || trace.length === 0) return;
    if (new Spotter(trace).find(stop.at) >= 0) void goToStop('own', tour.stop);
  });
}

export function leaveTour(): void {
  turn += 1;
  teach.setState({ tour: undefined, asked: undefined });
  app.setState({ learn: undefined, curtain: undefined });
}

const strategyOf = ({ strategy = 'random' }: Stop) => strategy;

/** Whether the stop's run is on the page already. */
function isOpen(stop: Stop): boolean {
  const { program, mode, session, seed } = app.getState();
  if (program.kind !== 'scenario' || program.id !== stop.scenario || mode !== 'step') return false;
  const params = readParams(findScenario(stop.scenario)?.params ?? {}, stop.params).values;
  const isSame = changesFrom(params, paramsOf(program)).length === 0;
  return isSame && seed === (stop.seed ?? 1) && session === opened;
}

async function open(stop: Stop): Promise<void> {
  const begin = { run: undefined, version: undefined, step: undefined };
  openScenario(stop.scenario, {
    params: stop.params,
    seed: stop.seed ?? 1,
    mode: 'step',
    steps: { ...begin, strategy: strategyOf(stop), timed: true },
  });
  await whenStarted();
  steps.setState({ strategy: strategyOf(stop) });
  opened = app.getState().session;
}

/**
 * Takes steps until the stop's event exists, and shows the instant just after it. False if it does not occur. The steps
 * on the way are not shown, and are hidden if they would answer the stop's question.
 */
async function goAlong(stop: Stop | OwnStop, asks: boolean): Promise<boolean> {
  for (let n = 0; n < MOST_STRETCHES; n++) {
    const branch = shownBranch();
    if (branch === undefined) return false;
    if (showStop(stop)) return true;
    if (n === 0) {
      const { length } = branch.run.trace;
      moveToCount(length);
      if (asks) app.setState({ curtain: length });
    }
    const before = branch.run.stepCount;
    await goFurther((run) => run.run(STRETCH));
    if (shownBranch()?.run.stepCount === before) return false;
  }
  return false;
}

/** Shows the instant of a stop. False if the page's run has none so far. */
export function showStop(stop: Pick<OwnStop, 'at' | 'select'>): boolean {
  const trace = app.getState().session?.trace;
  const seq = trace === undefined ? -1 : new Spotter(trace).find(stop.at);
  if (trace === undefined || seq < 0) return false;
  if (app.getState().curtain !== undefined) app.setState({ curtain: seq + 1 });
  moveToCount(seq + 1);
  app.setState({ selection: selectionOf(stop) });
  // The timeline has the new steps by then.
  void whenDrawn().then(() => currentTimeline()?.revealInstant(seq + 1, trace.time(seq)));
  return true;
}

function selectionOf({ select }: Pick<OwnStop, 'select'>): Selection {
  const trace = app.getState().session?.trace;
  if (select === undefined || trace === undefined) return nothing;
  if ('thread' in select) {
    const spotter = new Spotter(trace);
    const index = trace.threads.findIndex((_, n) => spotter.threadName(n) === select.thread);
    return index < 0 ? nothing : { kind: 'thread', index, isOnlyLit: true };
  }
  const index = trace.objects.findIndex(({ name }) => name === select.object);
  return index < 0 ? nothing : { kind: 'object', index, isOnlyLit: true };
}
