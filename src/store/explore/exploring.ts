/** Keeps the exploration in step with the page while its panel is open: another program, param or seed restarts it. */
import type { Ms } from '../../base/units.ts';
import type { ExploreStatus, Found } from '../../explore/report.ts';
import { exploreDefaults, type ExploreWish } from '../../share/link.ts';
import { app, type AppState } from '../app-state.ts';
import { messageOf } from '../notices.ts';
import { explorerOf } from '../players.ts';
import {
  exploration,
  initialExploreState,
  type Explored,
  type ExploreView,
} from './explore-state.ts';
import type { ProgramExplorer } from './program-explorer.ts';
import { settingsOf } from './settings-of.ts';

/** Minimum interval between restarts while a slider is dragged. */
const BEGIN_INTERVAL: Ms = 250;
/** Interval at which a growing tree is requested. */
const TREE_INTERVAL: Ms = 500;

let explorer: Promise<ProgramExplorer> | undefined;
/** The explorer's kind of program. */
let explorerFor: string | undefined;
let unfollow: (() => void) | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let treeAt = 0;
/** Request counter. */
let turn = 0;
const listeners = new Set<() => void>();

/** The explorer for the page's program. */
export async function presentExplorer(): Promise<ProgramExplorer | undefined> {
  const { kind } = app.getState().program;
  const make = explorerOf(kind);
  if (make === undefined) return undefined;
  if (explorer === undefined || explorerFor !== kind) {
    letGo();
    explorer = make();
    explorerFor = kind;
  }
  return explorer;
}

/** The reader is about to open the panel. */
export function warm(): void {
  warmPresent().catch(() => undefined);
}

async function warmPresent(): Promise<void> {
  const present = await presentExplorer();
  const { program, seed, exploring } = app.getState();
  if (exploring === undefined) {
    present?.warm(program, seed, settingsOf(exploreDefaults, present.searches));
  }
}

/** Explores the page's program from now on. Returns a function that ends this. */
export function follow(): () => void {
  unfollow ??= app.subscribe((state, before) => {
    if (state.exploring === undefined || isSameQuestion(state, before)) return;
    clearTimeout(timer);
    timer = setTimeout(begin, BEGIN_INTERVAL);
  });
  begin();
  return () => {
    unfollow?.();
    unfollow = undefined;
    clearTimeout(timer);
    turn += 1;
    letGo();
    exploration.setState({ ...initialExploreState, view: exploration.getState().view });
  };
}

const isSameQuestion = (a: AppState, b: AppState): boolean =>
  a.program === b.program && a.seed === b.seed && a.exploring === b.exploring;

function letGo(): void {
  explorer?.then((old) => old.dispose()).catch(() => undefined);
  explorer = undefined;
}

/** Restarts the exploration. */
export function begin(): void {
  const { program, seed, exploring: wish } = app.getState();
  if (wish === undefined) return;
  turn += 1;
  const mine = turn;
  const { view, seeking } = exploration.getState();
  exploration.setState({
    ...initialExploreState,
    explored: { program, seed, wish },
    view: view === 'compare' ? 'endings' : view,
    seeking: seeking === 'yes' ? 'yes' : 'no',
  });
  ask(mine, { program, seed, wish }).catch((error: unknown) => {
    if (mine === turn) exploration.setState({ status: 'failed', report: messageOf(error) });
  });
}

async function ask(mine: number, { program, seed, wish }: Explored): Promise<void> {
  const present = await presentExplorer();
  if (mine !== turn) return;
  if (present === undefined) {
    exploration.setState({ status: 'over' });
    return;
  }
  exploration.setState({ searches: present.searches });
  present.explore(program, seed, settingsOf(wish, present.searches), {
    found: (found, status) => mine === turn && hear(found, status),
    failed: (report) => mine === turn && exploration.setState({ status: 'failed', report }),
  });
}

function hear(found: Found, status: ExploreStatus): void {
  exploration.setState({ found, status });
  for (const listener of listeners) listener();
  const isDue = performance.now() - treeAt > TREE_INTERVAL || status !== 'exploring';
  if (exploration.getState().view === 'tree' && isDue) void askForTree();
}

/** Calls back on new results. Returns a function that ends this. */
export function onNews(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function stop(): void {
  void explorer?.then((present) => present.stop());
}

export function goOn(): void {
  exploration.setState({ status: 'exploring' });
  void explorer?.then((present) => present.goOn());
}

/** Changes settings and restarts. */
export function changeWish(changes: Partial<ExploreWish>): void {
  const { exploring = exploreDefaults } = app.getState();
  app.setState({ exploring: { ...exploring, ...changes } });
}

export function showView(view: ExploreView): void {
  exploration.setState({ view });
  if (view === 'tree') void askForTree();
}

async function askForTree(): Promise<void> {
  treeAt = performance.now();
  const mine = turn;
  const tree = await (await explorer)?.tree();
  if (mine === turn && tree !== undefined) exploration.setState({ tree });
}
