/** Questions at steps: the run pauses where one is to be asked, the reader answers, the run goes on and shows. */
import { readParams } from '../../scenarios/params.ts';
import { findScenario } from '../../scenarios/registry.ts';
import { changesFrom } from '../../teach/challenge.ts';
import { loadQuestions } from '../../teach/question-files.ts';
import { momentOf, type Question } from '../../teach/question.ts';
import { app } from '../app-state.ts';
import { moveToCount } from '../cursor-actions.ts';
import { player } from '../players.ts';
import { goLive, pause, play } from '../run-actions.ts';
import { shownBranch, steps } from '../step/step-state.ts';
import { teach, type AskMe } from './teach-state.ts';

/** A longer trace is not gone through for questions. */
const MOST_EVENTS = 50_000;

let questions: readonly Question[] = [];
/** The run that was looked at last, up to which event, and the questions that it has had. */
let looked: { readonly run: object; seen: number; readonly had: Set<string> } | undefined;

/** Asks while it is wanted. Returns what ends that. */
export function followRun(): () => void {
  void load();
  const unfollow = app.subscribe((now, before) => {
    if (now.program !== before.program) void load();
    if (now.session !== before.session) teach.setState({ asked: undefined });
    if (now.world !== before.world) look();
    if (now.selection !== before.selection) answerByLane();
  });
  return () => {
    unfollow();
    looked = undefined;
    teach.setState({ asked: undefined });
  };
}

export function setAskMe(askMe: AskMe): void {
  teach.setState({ askMe, asked: askMe === 'off' ? undefined : teach.getState().asked });
}

/** Those of the scenario for its present settings. */
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

function isWanted(): boolean {
  const { askMe, asked, tour } = teach.getState();
  const { mode } = app.getState();
  // A tour asks by itself.
  if (asked !== undefined || tour !== undefined || questions.length === 0) return false;
  if (mode === 'step') return askMe !== 'off' && steps.getState().timed;
  return mode === 'live' && askMe === 'always';
}

function look(): void {
  const { session, world, mode } = app.getState();
  if (session === undefined || !isWanted() || world.count > MOST_EVENTS) return;
  // The run before stays on the page until the one that was opened is there.
  if (mode === 'step' && shownBranch()?.session !== session) return;
  if (looked?.run !== session) looked = { run: session, seen: 0, had: new Set() };
  const { seen, had } = looked;
  if (world.count <= seen) return;
  looked.seen = world.count;
  const due = questions
    .filter(({ id }) => !had.has(id))
    .map((question) => ({ question, at: momentOf(question, session.trace, seen, world.count) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at)[0];
  if (due === undefined) return;
  had.add(due.question.id);
  looked.seen = due.at + 1;
  const wasPlaying = player()?.isPlaying() === true;
  pause();
  ask(due.question, wasPlaying);
  moveToCount(due.at + 1);
}

export function ask(question: Question, wasPlaying: boolean): void {
  teach.setState({ asked: { question, answered: undefined, wasPlaying } });
}

export function answer(given: string): void {
  const { asked } = teach.getState();
  if (asked === undefined || asked.answered !== undefined) return;
  const isRight = given.trim() === asked.question.answer;
  teach.setState({ asked: { ...asked, answered: { given, isRight } } });
}

/** Who does it next is answered by pressing a lane, too. */
function answerByLane(): void {
  const { asked } = teach.getState();
  const { selection, world } = app.getState();
  if (asked?.question.by.kind !== 'thread' || selection.kind !== 'thread') return;
  answer(world.names.brief(selection.index));
}

/** The run goes on and shows. */
export function goOn(): void {
  const { asked } = teach.getState();
  teach.setState({ asked: undefined });
  if (asked === undefined) return;
  if (app.getState().mode === 'live') goLive();
  if (asked.wasPlaying || app.getState().mode === 'step') play();
}
