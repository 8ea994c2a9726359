/** Creates `window.weft`. */
import { scenarios } from '../../scenarios/registry.ts';
import { app } from '../../store/app-state.ts';
import { moveToTime } from '../../store/cursor-actions.ts';
import { onFrame, showNow, whenDrawn } from '../../store/frame-loop.ts';
import {
  goLive,
  openScenario,
  pause,
  play,
  restart,
  setSpeed,
  stop,
  typeLine,
  whenStarted,
} from '../../store/run-actions.ts';
import { paramsOf } from '../../store/program.ts';
import { player, warm } from '../../store/players.ts';
import type { Session } from '../../store/session.ts';
import {
  readInstant,
  readOptions,
  readSince,
  readSpeed,
  readTerminal,
  readTyped,
} from './arguments.ts';
import { EventReader } from './plain-events.ts';
import { plainObjects, plainThreads } from './plain-world.ts';
import type { PageState, WeftApi } from './weft-api.ts';

/** Loaded on demand. Waiting calls continue in order: of two files the later is shown. */
function fetched<T>(fetchIt: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined;
  return () => {
    found ??= fetchIt().catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  };
}

const opener = fetched(() => import('./open-trace.ts'));
const runner = fetched(() => import('./run-python.ts'));

/** @param isPageThere resolves when the page has been rendered */
export function installPageApi(isPageThere: Promise<void>): void {
  const ready = isPageThere.then(whenBegun);
  // Only callers that use the promise learn of its rejection.
  ready.catch(() => undefined);
  const readers = new WeakMap<Session, EventReader>();

  window.weft = {
    ready,
    scenarios: () =>
      scenarios.map(({ id, chapter, params }) => structuredClone({ id, chapter, params })),
    async load(id, options) {
      const { readFlag, readMode, readScenario, readScenarioParams, readSeed } =
        await import('./load-arguments.ts');
      const scenario = readScenario(id);
      const given = readOptions(options, ['params', 'mode', 'seed', 'paused']);
      const mode = readMode(given.get('mode'));
      const params = readScenarioParams(scenario, given.get('params'));
      const seed = readSeed(given.get('seed'));
      const paused = readFlag('paused', given.get('paused'));
      await isPageThere;
      openScenario(scenario.id, { params, seed, paused, mode });
      await whenBegun();
    },
    async run(source, options) {
      await isPageThere;
      // The interpreter loads while what begins the run is fetched.
      warm('files');
      await (await runner()).runPython(source, options);
      await whenBegun();
    },
    async finished() {
      await isPageThere;
      return (await import('./finished.ts')).whenFinished();
    },
    pause,
    resume: play,
    stop,
    async restart() {
      await isPageThere;
      restart();
      await whenBegun();
    },
    type(line, terminal) {
      const typed = readTyped(line);
      showNow();
      const { session } = app.getState();
      typeLine(readTerminal(terminal, session?.trace.objects ?? []), typed);
    },
    setSpeed: (factor) => setSpeed(readSpeed(factor)),
    cursor(at) {
      const instant = readInstant(at);
      if (instant === 'live') goLive();
      else moveToTime(instant);
      showNow();
    },
    state: pageState,
    threads() {
      showNow();
      const { session, world } = app.getState();
      return session === undefined ? [] : plainThreads(session.trace, world);
    },
    objects() {
      showNow();
      const { session, world } = app.getState();
      return session === undefined ? [] : plainObjects(session.trace, world);
    },
    events(options) {
      const since = readSince(readOptions(options, ['since']).get('since'));
      const { session, cursor } = app.getState();
      if (session === undefined) return [];
      session.advance();
      const reader = readers.get(session) ?? new EventReader(session.trace);
      readers.set(session, reader);
      return reader.readFrom(since, session.worldAt(cursor).names);
    },
    open: async (file, name) => (await opener()).openTrace(file, name),
    async findings(options) {
      const { readFlag } = await import('./load-arguments.ts');
      const notes = readFlag('notes', readOptions(options, ['notes']).get('notes'));
      const { plainFindings } = await import('../findings/plain-findings.ts');
      return plainFindings(notes);
    },
    save: async (format, options) => (await import('./save-run.ts')).saveRun(format, options),
    async explore(options) {
      await isPageThere;
      return (await import('./explore-program.ts')).exploreProgram(options);
    },
    async idle() {
      await whenStarted();
      await whenDrawn();
    },
  } satisfies WeftApi;
}

function pageState(): PageState {
  showNow();
  const { mode, program, seed, speed, transport, session, cursor, workers, status, eventCount } =
    app.getState();
  return {
    mode,
    scenario: program.kind === 'scenario' ? program.id : null,
    params: { ...paramsOf(program) },
    seed,
    speed,
    status,
    transport: transport?.kind ?? null,
    time: session?.edge() ?? 0,
    cursor: cursor.kind === 'live' ? 'live' : cursor.time,
    events: eventCount,
    workers: { busy: workers.busy, idle: workers.idle },
  };
}

/** Resolves when the run has its first event, or is paused at its start. Rejects if Weft failed. */
async function whenBegun(): Promise<void> {
  await whenStarted();
  // A program that is shown and not run: nothing to wait for.
  if (player() === undefined && app.getState().program.kind === 'files') return;
  await new Promise<void>((resolve, reject) => {
    const end = onFrame(({ session }) => {
      const failure = app.getState().notices.find(({ kind }) => kind === 'engine');
      const { status } = session.run;
      if (session.trace.length === 0 && status !== 'ended' && status !== 'paused') return;
      end();
      if (failure?.kind === 'engine') reject(new Error(`weft: ${failure.message}`));
      else resolve();
    });
  });
}
