/** Questions at steps: the run pauses at a question, the reader answers, the run continues and shows the answer. */
import type { EventIndex } from '../../base/units.ts';
import { readParams } from '../../scenarios/params.ts';
import { findScenario } from '../../scenarios/registry.ts';
import { changesFrom } from '../../teach/challenge.ts';
import { loadQuestions } from '../../teach/question-files.ts';
import { answerOf, momentOf, type Question } from '../../teach/question.ts';
import { app } from '../app-state.ts';
import { moveToCount } from '../cursor-actions.ts';
import { nothing, type Selection } from '../selection.ts';
import { player } from '../players.ts';
import { goLive, goToStart, pause, play, restart } from '../run-actions.ts';
import { shownBranch, steps } from '../step/step-state.ts';
import { Moments } from './moments.ts';
import { teach, type AskMe } from './teach-state.ts';

let questions: readonly Question[] = [];
/** The run last examined, up to which event, and its questions so far. */
let looked:
  | { readonly run: object; seen: number; readonly had: Set<Question>; readonly moments: Moments }
  | undefined;

/** What had happened before questions were switched on: the scenario's questions skip that. */
let before: { readonly run: object; readonly count: number } | undefined;

/** Asks while switched on. Returns a function that ends this. */
export function followRun(): () => void {
  const { session: present } = app.getState();
  before = present && { run: present, count: present.trace.length };
  void load();
  const unfollow = app.subscribe((now, last) => {
    if (now.program !== last.program) void load();
    if (now.session !== last.session) teach.setState({ asked: undefined });
    if (now.world !== last.world || now.teaching !== last.teaching) look();
    if (now.selection !== last.selection) answerByLane();
    if (now.cursor !== last.cursor) passOver();
  });
  const unfollowOwn = teach.subscribe((now, last) => {
    if (now.own !== last.own) look();
    if (now.asked !== last.asked) drawCurtain();
  });
  return () => {
    unfollow();
    looked = undefined;
    teach.setState({ asked: undefined });
    unfollowOwn();
  };
}

/** Events that answer an open question are hidden, and not selected. */
function drawCurtain(): void {
  const { asked } = teach.getState();
  const curtain = asked?.answered === undefined ? asked?.count : undefined;
  const { selection } = app.getState();
  const isLater = curtain !== undefined && lastOf(selection) >= curtain;
  app.setState({ curtain, ...(isLater ? { selection: nothing } : {}) });
}

function lastOf(selection: Selection): EventIndex {
  if (selection.kind === 'event') return selection.seq;
  if (selection.kind === 'arrow') return Math.max(selection.from, selection.to);
  return -1;
}

/** Continuing the run without an answer dismisses the question. */
function passOver(): void {
  const { asked } = teach.getState();
  const { cursor } = app.getState();
  if (asked === undefined || asked.answered !== undefined) return;
  if (cursor.kind === 'live' || cursor.count > asked.count) teach.setState({ asked: undefined });
}

export function setAskMe(askMe: AskMe): void {
  teach.setState({ askMe, asked: askMe === 'off' ? undefined : teach.getState().asked });
}

/** Restarts the page's run, with the questions that came with it; in live mode that is to ask them there. */
export function beginOwn(): void {
  looked = undefined;
  teach.setState({ asked: undefined });
  if (app.getState().mode === 'live') {
    setAskMe('always');
    restart();
    return;
  }
  goToStart();
  play();
}

/** The scenario's questions for its present settings. */
async function load(): Promise<void> {
  const { program } = app.getState();
  questions = [];
  teach.setState({ questions: 0, elsewhere: undefined });
  if (program.kind !== 'scenario') return;
  const all = await loadQuestions(program.id);
  if (app.getState().program !== program) return;
  const table = findScenario(program.id)?.params ?? {};
  questions = all.filter(
    ({ params }) => changesFrom(readParams(table, params).values, program.params).length === 0,
  );
  teach.setState({ questions: questions.length, elsewhere: all[0]?.params });
  look();
}

/** Questions that may be asked now: of the scenario, and of the link's author. */
function wanted(): readonly Question[] {
  const { askMe, asked, tour, own } = teach.getState();
  const { mode, teaching } = app.getState();
  // A tour asks its own questions, and an author knows the answers.
  if (asked !== undefined || tour !== undefined || teaching === 'write') return [];
  if (askMe === 'off' || (mode === 'live' && askMe !== 'always')) return [];
  const ours = mode === 'live' || (mode === 'step' && steps.getState().timed) ? questions : [];
  return [...ours, ...own.flatMap(({ question }) => question ?? [])];
}

function look(): void {
  const { session, world, mode } = app.getState();
  if (session === undefined) return;
  const those = wanted();
  if (those.length === 0) return;
  // The previous run stays on the page until the new one is open.
  if (mode === 'step' && shownBranch()?.session !== session) return;
  if (looked?.run !== session) {
    const moments = new Moments(session.trace);
    looked = { run: session, seen: 0, had: new Set(), moments };
  }
  const { had, moments } = looked;
  const due = those
    .filter((question) => !had.has(question))
    .map((question) => ({ question, at: moments.of(question) }))
    .filter(({ at, question }) => at >= firstFor(question, session) && at < world.count)
    .toSorted((a, b) => a.at - b.at)[0];
  if (due === undefined) return;
  had.add(due.question);
  const wasPlaying = player()?.isPlaying() === true;
  pause();
  moveToCount(due.at + 1);
  ask(due.question, due.at + 1, wasPlaying);
}

const firstFor = (question: Question, run: object): EventIndex =>
  before?.run === run && questions.includes(question) ? before.count : 0;

export function ask(question: Question, count: EventIndex, wasPlaying: boolean): void {
  teach.setState({ asked: { question, count, answered: undefined, wasPlaying } });
}

export function answer(given: string): void {
  const { asked } = teach.getState();
  if (asked === undefined || asked.answered !== undefined) return;
  const { right, isOnlySaid } = rightAnswer(asked.question);
  const answered = { given, right, isRight: given.trim() === right, isOnlySaid };
  teach.setState({ asked: { ...asked, answered } });
}

/** For an author's question the run's answer; for ours the proved one. */
function rightAnswer(question: Question): { right: string; isOnlySaid: boolean } {
  const trace = app.getState().session?.trace;
  const isOwn = teach.getState().own.some((stop) => stop.question === question);
  if (!isOwn) return { right: question.answer, isOnlySaid: false };
  const moment = trace === undefined ? -1 : momentOf(question, trace);
  const told = trace === undefined || moment < 0 ? undefined : answerOf(question, trace, moment);
  return { right: told ?? question.answer, isOnlySaid: told === undefined };
}

/** Pressing a lane answers a question for a thread, too. */
function answerByLane(): void {
  const { asked } = teach.getState();
  const { selection, world } = app.getState();
  if (asked?.question.by.kind !== 'thread' || selection.kind !== 'thread') return;
  answer(world.names.brief(selection.index));
}

/** Continues the run, which shows the answer. */
export function goOn(): void {
  const { asked } = teach.getState();
  teach.setState({ asked: undefined });
  if (asked === undefined) return;
  if (app.getState().mode === 'live') goLive();
  if (asked.wasPlaying || app.getState().mode !== 'live') play();
}
