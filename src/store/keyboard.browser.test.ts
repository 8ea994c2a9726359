/** Keys in a real document: what they do depends on where the focus is. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { app, initialState } from './app-state.ts';
import { FakeEngine } from './fake-engine.ts';
import { turn } from './frame-loop.ts';
import { listenForKeys } from './keyboard.ts';
import { livePlayer } from './live-player.ts';
import { provideEngines } from './players.ts';
import { openScenario, setMode, whenStarted } from './run-actions.ts';
import { takeTyped } from './typed-ahead.ts';

let engine: FakeEngine;
let stopListening: () => void;

beforeEach(() => {
  engine = new FakeEngine();
  const live = livePlayer(() => engine);
  provideEngines([
    { program: 'scenario', mode: 'live', player: () => live },
    { program: 'scenario', mode: 'step', player: () => live },
  ]);
  app.setState(initialState, true);
  openScenario('traffic-light');
  engine.run.next = 'process P\nthread main in P\n0 main runs\n1 main print "\'a\'"\n2 main ends';
  turn(1000);
  stopListening = listenForKeys(document);
});

afterEach(() => {
  stopListening();
  document.body.replaceChildren();
});

/** Presses a key with the focus in an element; true if the page took the key. */
function press(key: string, html = '', ctrlKey = false): boolean {
  document.body.innerHTML = html;
  const target = document.body.querySelector('[data-here]') ?? document.body;
  const event = new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true });
  target.dispatchEvent(event);
  return event.defaultPrevented;
}

const places: readonly [key: string, where: string, isTaken: boolean][] = [
  ['r', '', true],
  ['r', '<button data-here></button>', true],
  ['r', '<input type="range" data-here>', true],
  ['r', '<input type="search" data-here>', false],
  ['r', '<textarea data-here></textarea>', false],
  ['r', '<select data-here></select>', false],
  ['r', '<div contenteditable="true" data-here></div>', false],
  ['r', '<dialog open><button data-here></button></dialog>', false],
  ['r', '<div popover><button data-here></button></div>', false],
  [' ', '', true],
  [' ', '<button data-here></button>', false],
  [' ', '<div data-scope="timeline"><div tabindex="0" data-here></div></div>', true],
  ['ArrowLeft', '', true],
  ['ArrowLeft', '<button data-here></button>', true],
  ['ArrowLeft', '<input type="range" data-here>', false],
  ['ArrowLeft', '<div role="separator" data-here></div>', false],
  ['ArrowLeft', '<button role="tab" data-here></button>', false],
  ['ArrowDown', '', false],
  ['n', '', false],
  ['x', '', false],
];
it.each(places)('%j in %j: %s', (key, where, isTaken) => {
  expect(press(key, where)).toBe(isTaken);
});

it('leaves the keys of a field in a shadow tree alone, as those of the lab’s editor', () => {
  document.body.innerHTML = '<div></div>';
  const root = document.body.firstElementChild!.attachShadow({ mode: 'open' });
  root.innerHTML = '<div contenteditable="true"></div><button></button>';
  const pressIn = (selector: string, key: string) => {
    const event = new KeyboardEvent('keydown', {
      key,
      bubbles: true,
      cancelable: true,
      composed: true,
    });
    root.querySelector(selector)?.dispatchEvent(event);
    return event.defaultPrevented;
  };
  const taken = ['t', 'm', 's', 'r', 'l', '?', ' ', 'ArrowLeft', 'Home'].filter((key) =>
    pressIn('div', key),
  );
  expect(taken).toEqual([]);
  expect([pressIn('button', ' '), pressIn('button', 'r')]).toEqual([false, true]);
});

const steppingPlaces: readonly [key: string, where: string, isTaken: boolean][] = [
  ['ArrowDown', '', true],
  ['ArrowUp', '<button data-here></button>', true],
  ['ArrowDown', '<div tabindex="0" data-here></div>', false],
  ['ArrowDown', '<input type="range" data-here>', false],
  ['n', '', true],
  ['n', '<input data-here>', false],
  ['Escape', '', true],
];
it.each(steppingPlaces)('in step mode: %j in %j: %s', async (key, where, isTaken) => {
  setMode('step');
  await whenStarted();
  expect(press(key, where)).toBe(isTaken);
});

it('Ctrl+K opens the palette from a field of one line, and is left to an editor and a dialog', () => {
  expect(press('k', '<textarea data-here></textarea>', true)).toBe(false);
  expect(press('k', '<div contenteditable="true" data-here></div>', true)).toBe(false);
  expect(press('k', '<dialog open><input data-here></dialog>', true)).toBe(false);
  expect(press('k', '<input type="search" data-here>', true)).toBe(true);
  expect(app.getState().dialog).toBe('palette');
});

it('puts a stand-in where the palette will be: nothing typed there is a shortcut', () => {
  press('k', '<button data-here></button>', true);
  const area = document.activeElement as HTMLTextAreaElement;
  expect(area.matches('textarea')).toBe(true);
  area.value = 'lock';
  const event = new KeyboardEvent('keydown', { key: 'r', bubbles: true, cancelable: true });
  area.dispatchEvent(event);
  expect(event.defaultPrevented).toBe(false);
  expect(takeTyped()).toBe('lock');
  expect(takeTyped()).toBe('');
  expect(area.isConnected).toBe(false);
});

it('forgets what was typed for a field when the focus moves on', () => {
  press('k', '<input><button data-here></button>', true);
  (document.activeElement as HTMLTextAreaElement).value = 'lock';
  document.querySelector<HTMLElement>('input:not([type])')?.focus();
  expect(document.querySelector('textarea')).toBeNull();
  expect(takeTyped()).toBe('');
});

it('steps, pauses and restarts', () => {
  press('ArrowLeft');
  press('ArrowLeft');
  expect(app.getState().cursor).toMatchObject({ kind: 'past', count: 3 });
  press('End');
  expect(app.getState().cursor.kind).toBe('live');
  press(' ');
  expect(engine.run.status).toBe('paused');
  press('R');
  expect(engine.runs).toHaveLength(2);
});

it('leaves single keys alone where the reader wants it so', () => {
  app.setState({ shortcuts: false });
  expect(press('r')).toBe(false);
  expect(press(' ')).toBe(true);
});

it('leaves Escape to what lies over the page, and then closes what is open, one thing a press', () => {
  const page = '<button popovertarget="menu" data-here></button><div id="menu" popover></div>';
  app.setState({ selection: { kind: 'thread', index: 0 }, teaching: 'challenges', welcome: 0 });
  document.body.innerHTML = page;
  document.getElementById('menu')?.showPopover();
  const escape = () => {
    const event = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
    document.querySelector('[data-here]')?.dispatchEvent(event);
    return event.defaultPrevented;
  };
  const open = () => {
    const { selection, teaching, welcome } = app.getState();
    return [selection.kind !== 'none', teaching !== undefined, welcome !== undefined];
  };
  expect(escape()).toBe(false);
  expect(open()).toEqual([true, true, true]);
  document.getElementById('menu')?.hidePopover();
  escape();
  expect(open()).toEqual([false, true, true]);
  escape();
  expect(open()).toEqual([false, false, true]);
  escape();
  expect(open()).toEqual([false, false, false]);
});
