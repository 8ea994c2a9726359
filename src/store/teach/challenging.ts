/** A challenge from its opening to its stars. */
import { bug } from '../../base/bug.ts';
import type { ParamValues } from '../../base/param-values.ts';
import { readParams } from '../../scenarios/params.ts';
import { findScenario } from '../../scenarios/registry.ts';
import { changesFrom, starsOf, type Challenge } from '../../teach/challenge.ts';
import { findChallenge } from '../../teach/challenges/list.ts';
import { meets } from '../../teach/goal.ts';
import { outcomeAtEnd } from '../../teach/outcome-at-end.ts';
import { movesOf, switchesOf } from '../../teach/switches.ts';
import { standingOf, stepperOf, waitsIn } from '../../teach/turn.ts';
import { app } from '../app-state.ts';
import type { ProgramExplorer } from '../explore/program-explorer.ts';
import { explorerOf } from '../players.ts';
import { paramsOf } from '../program.ts';
import { openScenario, whenStarted } from '../run-actions.ts';
import type { Session } from '../session.ts';
import { take } from '../step/moves.ts';
import { inTurn } from '../step/queue.ts';
import { standHere } from '../step/standing.ts';
import { shownBranch, steps } from '../step/step-state.ts';
import { keepStars } from './progress.ts';
import { teach, type Hint } from './teach-state.ts';

/** Time limit of a proof. */
const PROOF_LIMIT_MS = 30_000;

/** Maximum number of steps for one press on a hint. */
const MOST_STEPS = 500;

let explorer: Promise<ProgramExplorer> | undefined;
/** Request counter: a late answer is dropped if something else was requested. */
let turn = 0;
let isFollowing = false;

type Found = Extract<Hint, { kind: 'found' }>;

/** The challenge that is open. */
export function openedChallenge(): Challenge | undefined {
  const { challenge } = teach.getState();
  return challenge === undefined ? undefined : findChallenge(challenge);
}

export function openChallenge(id: string): void {
  const challenge = findChallenge(id) ?? bug(`no challenge called ${id}`);
  turn += 1;
  teach.setState({ challenge: id, verdict: { kind: 'open' }, hint: undefined });
  app.setState({ learn: `challenge.${id}` });
  const { scenario, params, kind } = challenge;
  const begin = { run: undefined, version: undefined, step: undefined };
  openScenario(scenario, {
    params,
    seed: 1,
    mode: 'step',
    // In a run the reader chooses steps; a program to be cured plays by itself.
    steps:
      kind === 'run'
        ? { ...begin, strategy: 'hand', timed: false }
        : { ...begin, strategy: 'random', timed: true },
  });
}

export function closeChallenge(): void {
  turn += 1;
  teach.setState({ challenge: undefined, verdict: { kind: 'open' }, hint: undefined });
  app.setState({ learn: undefined });
}

const sickParams = ({ scenario, params }: Challenge): ParamValues =>
  readParams(findScenario(scenario)?.params ?? {}, params).values;

/** Whether the page still shows the challenge's program. */
export function isOnPage(challenge: Challenge): boolean {
  const { program, mode } = app.getState();
  if (program.kind !== 'scenario' || program.id !== challenge.scenario) return false;
  if (challenge.kind === 'cure') return true;
  const isSame = changesFrom(sickParams(challenge), program.params).length === 0;
  return mode === 'step' && isSame;
}

/** Evaluates runs as they end, while the panel is open. Returns a function that ends this. */
export function follow(): () => void {
  const unfollow = [
    steps.subscribe((now, before) => {
      if (now.step === before.step && now.shown === before.shown && now.end === before.end) return;
      judge();
      if (!isFollowing) keepHint();
    }),
    app.subscribe((now, before) => {
      if (now.program === before.program || openedChallenge()?.kind !== 'cure') return;
      turn += 1;
      teach.setState({ verdict: { kind: 'open' } });
    }),
  ];
  judge();
  return () => {
    for (const end of unfollow) end();
    turn += 1;
    explorer?.then((made) => made.dispose()).catch(() => undefined);
    explorer = undefined;
  };
}

/** The reader's run; undefined while it is being made and the page still shows another. */
function playedRun(): Session | undefined {
  const { session } = app.getState();
  return shownBranch()?.session === session ? session : undefined;
}

/** Once the page's run cannot continue. */
function judge(): void {
  const challenge = openedChallenge();
  const session = playedRun();
  const { cursor } = app.getState();
  if (challenge?.kind !== 'run' || session === undefined || !isOnPage(challenge)) return;
  const outcome =
    cursor.kind === 'live' ? outcomeAtEnd(session.trace, session.worldAt(cursor)) : undefined;
  if (outcome === undefined) {
    teach.setState({ verdict: { kind: 'open' } });
    return;
  }
  if (!meets(challenge.goal, outcome)) {
    teach.setState({ verdict: { kind: 'missed' } });
    return;
  }
  const count = switchesOf(session.trace);
  const stars = starsOf(challenge, count);
  teach.setState({ verdict: { kind: 'won', stars, count, isProof: false } });
  keepStars(challenge.id, stars);
}

const presentExplorer = (): Promise<ProgramExplorer> | undefined =>
  (explorer ??= explorerOf('scenario')?.());

/** Distance from the cursor to the goal, and the next thread to move. For a run still being made, once it exists. */
export async function askHint(): Promise<void> {
  const challenge = openedChallenge();
  if (challenge?.kind !== 'run') return;
  turn += 1;
  const mine = turn;
  const isWanted = () => mine === turn && teach.getState().hint === 'asked';
  teach.setState({ hint: 'asked' });
  await whenStarted();
  while (isWanted()) {
    const session = playedRun();
    const { world, program, seed } = app.getState();
    if (session === undefined || !isOnPage(challenge)) {
      teach.setState({ hint: undefined });
      return;
    }
    const { count: from } = world;
    const moves = movesOf(session.trace, 0, from);
    const hint = await (await presentExplorer())?.reach?.(program, seed, challenge.goal, moves);
    const isHere = playedRun() === session && app.getState().world.count === from;
    if (isHere && isWanted()) teach.setState({ hint: hint && { ...hint, from } });
  }
}

/** A hint stays while it is followed; after its turn, the next turn is shown. */
function keepHint(): void {
  const { hint, verdict } = teach.getState();
  if (hint === undefined) return;
  const isOpen = verdict.kind === 'open';
  if (hint === 'asked' && isOpen) return;
  const isOf = isOpen && hint !== 'asked' && hint.kind === 'found';
  const kept = isOf ? keptHint(hint) : undefined;
  if (kept !== hint) teach.setState({ hint: kept });
}

/** The hint in the present state; undefined if it no longer applies. */
function keptHint(hint: Found): Found | undefined {
  const session = playedRun();
  const { count } = app.getState().world;
  if (session === undefined || count < hint.from) return undefined;
  const [present, ...turns] = hint.turns;
  if (present === undefined) return hint;
  const moves = movesOf(session.trace, hint.from, count);
  const standing = standingOf(present, moves);
  if (standing === 'left') return undefined;
  if (standing === 'done') return { ...hint, turns, switches: turns.length, from: count };
  const hasBegun = moves.some(({ thread }) => thread === present.first.by);
  return hasBegun ? { ...hint, switches: turns.length } : hint;
}

/** Takes the steps of the hint's turn; if no turn is left, runs until no thread can move. */
export async function followHint(): Promise<void> {
  const { hint } = teach.getState();
  if (hint === undefined || hint === 'asked' || hint.kind !== 'found' || isFollowing) return;
  const [present] = hint.turns;
  isFollowing = true;
  try {
    for (let n = 0; n < MOST_STEPS && teach.getState().hint === hint; n++) {
      await inTurn(standHere);
      const { movers, world } = app.getState();
      const next = stepperOf(present, movers, waitsIn(world.threads));
      if (next === undefined) return;
      await take(next);
      if (keptHint(hint)?.turns !== hint.turns) return;
    }
  } finally {
    isFollowing = false;
    keepHint();
  }
}

/** Explores every interleaving of the program with its present settings. */
export async function prove(): Promise<void> {
  const challenge = openedChallenge();
  const { program, seed } = app.getState();
  if (challenge?.kind !== 'cure' || !isOnPage(challenge)) return;
  const changes = changesFrom(sickParams(challenge), paramsOf(program));
  const wrong = changes.filter((name) => challenge.fixed.includes(name));
  if (wrong.length > 0) {
    teach.setState({ verdict: { kind: 'changed', names: wrong } });
    return;
  }
  turn += 1;
  const mine = turn;
  teach.setState({ verdict: { kind: 'proving', runs: 0 } });
  const present = await presentExplorer();
  if (mine !== turn) return;
  const settings = {
    search: 'all',
    preemptions: 1,
    runs: 1000,
    seed: 1,
    timed: false,
    budget: PROOF_LIMIT_MS,
  } as const;
  present?.explore(program, seed, settings, {
    found({ endings, endingCount, inOrder, isComplete }, status) {
      if (mine !== turn) return;
      const missed = endings.find((ending) => !meets(challenge.goal, ending));
      if (missed !== undefined) {
        turn += 1;
        present.stop();
        const verdict = { kind: 'refuted', runs: inOrder, ending: missed.kind } as const;
        teach.setState({ verdict });
        return;
      }
      if (status === 'exploring') {
        teach.setState({ verdict: { kind: 'proving', runs: inOrder } });
        return;
      }
      if (!isComplete || endingCount > endings.length) {
        teach.setState({ verdict: { kind: 'unproved', runs: inOrder } });
        return;
      }
      const stars = starsOf(challenge, changes.length);
      teach.setState({ verdict: { kind: 'won', stars, count: inOrder, isProof: true } });
      keepStars(challenge.id, stars);
    },
    failed() {
      if (mine === turn) teach.setState({ verdict: { kind: 'unproved', runs: 0 } });
    },
  });
}
