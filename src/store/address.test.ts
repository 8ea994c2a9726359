import { beforeEach, expect, it, vi } from 'vitest';
import { followAddress, type AddressBar } from './address.ts';
import { app, initialState } from './app-state.ts';
import { FakeEngine } from './fake-engine.ts';
import { openLink } from './link-actions.ts';
import { livePlayer } from './live-player.ts';
import { provideEngines } from './players.ts';
import { openScenario, setParam, setSeed } from './run-actions.ts';

let entries: string[] = [];
let at = 0;
let stop = (): void => undefined;
let go: (by: number) => void = () => undefined;

beforeEach(() => {
  vi.useFakeTimers();
  provideEngines([
    { program: 'scenario', mode: 'live', player: () => livePlayer(() => new FakeEngine()) },
  ]);
});

/** A page opened at `fragment`, and its browser's history. */
function open(fragment: string): void {
  stop();
  app.setState(initialState, true);
  entries = [fragment];
  at = 0;
  let changed: () => void = () => undefined;
  const bar: AddressBar = {
    fragment: () => entries[at]!,
    push: (next) => (entries = [...entries.slice(0, ++at), next]),
    replace: (next) => (entries[at] = next),
    onChange: (callback) => (changed = callback),
  };
  go = (by) => {
    at += by;
    changed();
  };
  openLink(fragment);
  stop = followAddress(bar, app.getState());
}

const shown = () => app.getState().program;

it('a scenario is a step of the history, a setting is none', () => {
  open('');
  expect(entries).toEqual(['']);
  openScenario('bones');
  setParam('maxsize', 4);
  setParam('maxsize', 5);
  vi.runAllTimers();
  openScenario('fork');
  expect(entries).toEqual(['', 'v=1&s=bones&p.maxsize=5', 'v=1&s=fork']);
});

it('back and forward open what was there, with its settings, and leave the history alone', () => {
  open('');
  openScenario('bones');
  setParam('maxsize', 5);
  vi.runAllTimers();
  openScenario('fork');
  go(-1);
  expect(shown()).toMatchObject({ id: 'bones', params: { maxsize: 5 } });
  go(-1);
  expect(shown()).toMatchObject({ id: 'traffic-light' });
  go(2);
  expect(shown()).toMatchObject({ id: 'fork' });
  vi.runAllTimers();
  expect(entries).toEqual(['', 'v=1&s=bones&p.maxsize=5', 'v=1&s=fork']);
});

it('a link stays as it was opened until something else is on the page', () => {
  const link = 's=bones&speed=4&at=1200&view=0-5000';
  open(link);
  vi.runAllTimers();
  expect(entries).toEqual([link]);
  setSeed(3);
  vi.runAllTimers();
  expect(entries).toEqual(['v=1&s=bones&seed=3']);
});

it('settings that wait to be said are said of the program that they are of', () => {
  open('v=1&s=bones');
  setParam('maxsize', 5);
  openScenario('fork');
  vi.runAllTimers();
  expect(entries).toEqual(['v=1&s=bones&p.maxsize=5', 'v=1&s=fork']);
});
