/** A recorded trace is played by moving the cursor: no engine, no clock of its own. */
import { beforeEach, expect, it } from 'vitest';
import { traceOf } from '../trace/trace-notation.ts';
import { app, initialState } from './app-state.ts';
import { turn } from './frame-loop.ts';
import { begin, player, provideEngines } from './players.ts';
import { recordedPlayer } from './recorded-player.ts';
import {
  openProgram,
  restart,
  setSpeed,
  stepBy,
  togglePlaying,
  whenStarted,
} from './run-actions.ts';

const trace = traceOf(`
process P
thread main in P
lock m in P
0   main runs
100 main acquire m = 1
200 main release m = 0
1000 main print "'hello'"
`);

let clock = 0;
const frame = (passed: number) => turn((clock += passed));
const cursor = () => app.getState().cursor;

beforeEach(async () => {
  provideEngines([{ program: 'trace', mode: 'recorded', player: recordedPlayer }]);
  app.setState(initialState, true);
  openProgram({ kind: 'trace', name: 'a story', trace }, { paused: true });
  await whenStarted();
  frame(1000);
});

it('is all there, and stands at its end', () => {
  expect(app.getState()).toMatchObject({ mode: 'recorded', status: 'ended', eventCount: 7 });
  expect(cursor()).toEqual({ kind: 'live' });
  expect(app.getState().session?.console.lines.map(({ text }) => text)).toEqual(["'hello'"]);
});

it('plays from its start at the speed of the page, and ends where it ends', () => {
  setSpeed(2);
  togglePlaying();
  expect(cursor()).toMatchObject({ kind: 'past', count: 0 });
  frame(1000);
  frame(60);
  expect(cursor()).toMatchObject({ kind: 'past', time: 120, count: 5 });
  expect(app.getState().status).toBe('running');
  setSpeed(1);
  frame(30);
  expect(cursor()).toMatchObject({ time: 150 });
  frame(5000);
  expect(cursor()).toEqual({ kind: 'live' });
  frame(1000);
  expect(app.getState().status).toBe('ended');
  expect(player()?.isPlaying()).toBe(false);
});

it('pauses where it is, goes on from there, and is stepped event by event', () => {
  togglePlaying();
  frame(1000);
  frame(150);
  togglePlaying();
  frame(1000);
  expect(cursor()).toMatchObject({ time: 150, count: 5 });
  togglePlaying();
  frame(1000);
  frame(60);
  expect(cursor()).toMatchObject({ time: 210, count: 6 });
  stepBy(-1);
  expect(cursor()).toMatchObject({ count: 5 });
  expect(player()?.isPlaying()).toBe(false);
  frame(1000);
  expect(cursor()).toMatchObject({ count: 5 });
});

it('begins again when it is restarted, and nobody can type or say whose turn it is', async () => {
  restart();
  await whenStarted();
  expect(player()?.isPlaying()).toBe(true);
  expect(cursor()).toMatchObject({ count: 0 });
  expect(player()).toMatchObject({ canType: false });
  await begin({ paused: true });
});
