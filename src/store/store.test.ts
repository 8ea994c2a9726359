/** Runs, the cursor and links, with a mock engine. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { app, initialState } from './app-state.ts';
import { commands } from './commands.ts';
import { FakeEngine } from './fake-engine.ts';
import { moveToTime } from './cursor-actions.ts';
import { awaitTime, onFrame, turn, whenDrawn } from './frame-loop.ts';
import { openLink } from './link-actions.ts';
import { livePlayer } from './live-player.ts';
import { own, programOf, putFiles, setText } from './own-program.ts';
import type { Player } from './player.ts';
import { provideEngines, rest } from './players.ts';
import { currentFragment } from './share-actions.ts';
import {
  goLive,
  letThread,
  openProgram,
  openScenario,
  play,
  restart,
  setMode,
  setParam,
  setSeed,
  setSpeed,
  setTransport,
  stepBy,
  stop,
  togglePlaying,
  whenStarted,
} from './run-actions.ts';

const story = `
process P
thread main in P
lock m in P
0   main runs
10  main acquire m = 1
20  main release m = 0
20  main print "'hello'"
`;

let engines: FakeEngine[] = [];
let clock = 0;
const engine = () => engines.at(-1)!;
const state = () => app.getState();
/** A frame, long after the previous one. */
const frame = () => turn((clock += 1000));

beforeEach(() => {
  vi.useFakeTimers();
  engines = [];
  const createEngine = () => {
    const made = new FakeEngine();
    engines.push(made);
    return made;
  };
  provideEngines([{ program: 'scenario', mode: 'live', player: () => livePlayer(createEngine) }]);
  app.setState(initialState, true);
  awaitTime(undefined);
});

function begin(): void {
  openScenario('traffic-light', { seed: 7 });
  engine().run.next = story;
  engine().run.time = 25;
  frame();
}

describe('a run', () => {
  it('gets checked params, the seed and the speed', () => {
    setSpeed(5);
    openScenario('traffic-light', { params: { cars: 99, red: 3 }, seed: 7 });
    expect(engine().run.params).toMatchObject({ cars: 5, red: 3 });
    expect(engine().run.options).toMatchObject({ seed: 7, speed: 5, paused: false });
  });

  it('is shown once a frame', () => {
    begin();
    expect(state()).toMatchObject({ status: 'running', eventCount: 7, workers: { busy: 1 } });
    expect(state().world).toMatchObject({ count: 7, time: 25 });
    expect(state().session?.console.lines.map(({ text }) => text)).toEqual(["'hello'"]);
  });

  it('that has not been asked for does not begin by a restart, a seed or a mode', () => {
    begin();
    const { run } = engine();
    rest();
    restart();
    setSeed(9);
    setMode('step');
    vi.runAllTimers();
    expect(engine().run).toBe(run);
    openScenario('traffic-light', { mode: 'live' });
    expect(engine().run).not.toBe(run);
    expect(engine().run.options).toMatchObject({ seed: 9 });
  });

  it('starts anew with the same params and seed', () => {
    begin();
    setParam('cars', 8);
    vi.runAllTimers();
    restart();
    expect(engine().runs).toHaveLength(3);
    expect(engine().runs[0]?.status).toBe('ended');
    expect(engine().run.params).toMatchObject({ cars: 8 });
    expect(engine().run.options.seed).toBe(7);
    expect(state().cursor).toEqual({ kind: 'live' });
  });

  it('restarts at once for a param, and then not for every step of a slider', () => {
    begin();
    vi.advanceTimersByTime(1000);
    for (const cars of [6, 7, 8, 9]) setParam('cars', cars);
    expect(engine().runs).toHaveLength(2);
    expect(state().program).toMatchObject({ params: { cars: 9 } });
    vi.runAllTimers();
    expect(engine().runs).toHaveLength(3);
    expect(engine().run.params).toMatchObject({ cars: 9 });
  });

  it('plays on where it was paused, and again after its end', () => {
    begin();
    togglePlaying();
    frame();
    expect(state().status).toBe('paused');
    togglePlaying();
    expect(engine().run.status).toBe('running');
    stop();
    frame();
    play();
    expect(engine().runs).toHaveLength(2);
  });

  it('changes its transport by another engine', () => {
    begin();
    setTransport('message');
    expect(engines).toHaveLength(2);
    expect(engines[0]?.isDisposed).toBe(true);
    expect(engine().runs).toHaveLength(1);
  });

  it('that fails becomes a notice, and is stopped', () => {
    begin();
    engine().run.failure = new Error('the ring is broken');
    frame();
    expect(state().notices).toEqual([{ kind: 'engine', message: 'the ring is broken' }]);
    expect(engine().run.status).toBe('ended');
    restart();
    expect(state().notices).toEqual([]);
  });
});

describe('a run for which something is loaded', () => {
  /** Lets the engine that is there load for the next run. */
  function load() {
    let arrive: () => void = () => undefined;
    let fail: (reason: Error) => void = () => undefined;
    const made = engine();
    made.loading = new Promise((resolve, reject) => {
      [arrive, fail] = [resolve, reject];
    });
    const settle = async (act: () => void): Promise<void> => {
      made.loading = undefined;
      act();
      await vi.advanceTimersByTimeAsync(1);
    };
    return {
      arrives: () => settle(arrive),
      fails: () => settle(() => fail(new Error('the network is gone'))),
    };
  }

  it('begins once that is there, as the page says then; the run before it is over', async () => {
    begin();
    const loaded = load();
    openScenario('fork');
    expect(engine().runs.map(({ status }) => status)).toEqual(['ended']);
    setSpeed(3);
    await loaded.arrives();
    expect(engine().runs).toHaveLength(2);
    expect(state().session?.program).toMatchObject({ id: 'fork' });
    expect(engine().run.options).toMatchObject({ coreOnly: false, speed: 3 });
  });

  it('does not begin if another has been opened meanwhile, or none', async () => {
    begin();
    const loaded = load();
    openScenario('fork');
    engine().loading = undefined;
    openScenario('five-seats');
    await loaded.arrives();
    expect(engine().runs).toHaveLength(2);
    expect(state().session?.program).toMatchObject({ id: 'five-seats' });
    expect(engine().run.options).toMatchObject({ coreOnly: true });
    const late = load();
    openScenario('fork');
    rest();
    await late.arrives();
    expect(engine().runs).toHaveLength(2);
  });

  it('begins on the transport that was chosen meanwhile', async () => {
    begin();
    const loaded = load();
    openScenario('fork');
    setTransport('message');
    await loaded.arrives();
    expect(engines).toHaveLength(2);
    expect(engine().runs).toHaveLength(1);
  });

  it('does not begin if it cannot be loaded, and says so', async () => {
    begin();
    const loaded = load();
    openScenario('fork');
    await loaded.fails();
    expect(engine().runs).toHaveLength(1);
    expect(state().notices).toEqual([{ kind: 'engine', message: 'the network is gone' }]);
    restart();
    expect(engine().runs).toHaveLength(2);
    expect(state().notices).toEqual([]);
  });
});

describe('the cursor', () => {
  it('steps event by event, and from the last one to the live edge', () => {
    begin();
    stepBy(-1);
    frame();
    expect(state().cursor).toEqual({ kind: 'past', count: 6, time: 20 });
    expect(state().world.count).toBe(6);
    stepBy(1);
    expect(state().cursor).toMatchObject({ kind: 'past', count: 7 });
    stepBy(1);
    expect(state().cursor).toEqual({ kind: 'live' });
  });

  it('shows the past while the program goes on', () => {
    begin();
    moveToTime(12);
    engine().run.next = '30 main ends';
    frame();
    expect(state().world).toMatchObject({ count: 5, time: 12 });
    expect(state().world.objects[0]?.holders).toEqual([0]);
    expect(state().eventCount).toBe(8);
    goLive();
    frame();
    expect(state().world.threads[0]?.run).toBe('ended');
  });

  it('of a link waits until the run is there', () => {
    openLink('s=traffic-light&at=15');
    frame();
    expect(state().cursor).toEqual({ kind: 'live' });
    engine().run.next = story;
    engine().run.time = 25;
    frame();
    expect(state().cursor).toEqual({ kind: 'past', count: 5, time: 15 });
  });
});

describe('a frame', () => {
  it('tells painters what the panels were told', () => {
    openScenario('traffic-light');
    const counts: number[] = [];
    const end = onFrame(() => counts.push(state().world.count));
    engine().run.next = story;
    frame();
    end();
    frame();
    expect(counts).toEqual([7]);
  });

  it('keeps what has not changed identical', () => {
    begin();
    const { threads } = state().world;
    engine().run.time = 500;
    frame();
    expect(state().world.time).toBe(500);
    expect(state().world.threads).toBe(threads);
  });

  it('settles who waits for the picture', async () => {
    openScenario('traffic-light');
    engine().run.next = story;
    let isDrawn = false;
    const drawn = whenDrawn().then(() => (isDrawn = true));
    await Promise.resolve();
    expect(isDrawn).toBe(false);
    frame();
    await drawn;
    expect(state().eventCount).toBe(7);
  });
});

describe('a link', () => {
  it('brings back what it was made from', () => {
    const link = 'v=1&s=traffic-light&p.cars=8&seed=9&speed=2&transport=message';
    openLink(`#${link}`);
    expect(state()).toMatchObject({ speed: 2, seed: 9, transportWish: 'message', notices: [] });
    expect(currentFragment({ theme: false, language: false })).toBe(link);
    expect(currentFragment({ theme: true, language: true })).toBe(`${link}&theme=system&lang=en`);
  });

  it('with a mistake opens, and says so until the next one', () => {
    openLink('p.cars=100&speed=2');
    expect(state()).toMatchObject({
      program: { id: 'traffic-light', params: { cars: 5 } },
      speed: 2,
    });
    expect(state().notices).toMatchObject([{ kind: 'link', problems: [{ kind: 'not-whole' }] }]);
    openLink('');
    expect(state().notices).toEqual([]);
  });
});

describe('the reader’s own program', () => {
  const files = (text: string) => [{ path: 'tea.py', text }];
  const words = { title: 'Tea', notes: [], lesson: '1.lesson' };
  const run = () => openProgram(programOf(own.getState()));

  beforeEach(() => {
    vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
    provideEngines([
      { program: 'files', mode: 'live', player: () => livePlayer(() => new FakeEngine()) },
      { program: 'scenario', mode: 'live', player: () => livePlayer(() => new FakeEngine()) },
    ]);
    putFiles({ kind: 'own', files: files('print(1)') }, {});
  });

  it('keeps its title and its lesson while it is run, changed and run again', () => {
    app.setState({ words });
    run();
    expect(state().words).toEqual(words);
    setText('print(2)');
    run();
    expect(state().words).toEqual(words);
  });

  it('leaves them to no other program', () => {
    app.setState({ words });
    putFiles({ kind: 'example', files: files('print(3)') }, {});
    expect(state().words.lesson).toBeUndefined();
    app.setState({ words });
    openScenario('traffic-light');
    expect(state().words.title).toBeUndefined();
  });
});

describe('what is asked before a run is there', () => {
  const log: string[] = [];
  let arrive: () => void = () => undefined;

  /** A player that loads late, and notes what it is told. */
  const late = (): Promise<Player> => {
    const live = livePlayer(() => new FakeEngine());
    const noted =
      (text: string) =>
      (...given: unknown[]): void => {
        log.push([text, ...given].join(' '));
      };
    return new Promise((resolve) => {
      arrive = () =>
        resolve({
          ...live,
          step: noted('step'),
          back: noted('back'),
          take: noted('take'),
          play: noted('play'),
          isPlaying: () => false,
        });
    });
  };
  const settled = async (): Promise<void> => {
    arrive();
    await whenStarted();
  };

  beforeEach(() => {
    log.length = 0;
    provideEngines([{ program: 'scenario', mode: 'step', player: late }]);
    openScenario('traffic-light', { mode: 'step' });
  });

  it('can be asked, and is done once it is there, in order', async () => {
    for (const { isEnabled } of [commands.stepForward, commands.playPause, commands.letThread])
      expect(isEnabled()).toBe(true);
    stepBy(1);
    stepBy(1);
    letThread(2);
    stepBy(-1);
    togglePlaying();
    expect(log).toEqual([]);
    await settled();
    expect(log).toEqual(['step', 'step', 'take 2', 'back', 'play']);
    stepBy(1);
    expect(log.at(-1)).toBe('step');
  });

  it('is dropped by Escape, and with the run that it was meant for', async () => {
    stepBy(1);
    commands.clearSelection.run();
    stepBy(-1);
    openScenario('five-seats', { mode: 'step' });
    letThread(1);
    await settled();
    expect(log).toEqual(['take 1']);
  });
});
