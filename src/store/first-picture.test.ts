import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import type { AppState } from './app-state.ts';

const page = new EventTarget();
vi.stubGlobal('window', page);

/** A visit of its own: a first picture is drawn once. */
beforeEach(() => vi.resetModules());

const live: Partial<AppState> = {
  program: { kind: 'scenario', id: 'traffic-light', params: {} },
  mode: 'live',
  status: 'starting',
  notices: [],
};

async function visit(opened: Partial<AppState>) {
  const [{ app }, picture] = await Promise.all([
    import('./app-state.ts'),
    import('./first-picture.ts'),
  ]);
  app.setState(opened);
  const resolved = vi.fn<() => void>();
  void picture.firstPicture.then(resolved);
  picture.watchFirstPicture();
  const isThere = async (): Promise<boolean> => {
    await new Promise((resolve) => setTimeout(resolve));
    await new Promise((resolve) => setTimeout(resolve));
    return resolved.mock.calls.length > 0;
  };
  return { app, isThere, ...picture };
}

it('waits for the first interval of a program that runs by itself', async () => {
  const { app, isThere, firstIntervalDrawn } = await visit(live);
  expect(await isThere()).toBe(false);
  app.setState({ status: 'running', eventCount: 3 });
  expect(await isThere()).toBe(false);
  firstIntervalDrawn();
  expect(await isThere()).toBe(true);
});

it.each<[what: string, state: Partial<AppState>]>([
  ['step mode', { ...live, mode: 'step' }],
  ['a paused run', { ...live, status: 'paused' }],
  ['an engine that failed', { ...live, notices: [{ kind: 'engine', message: 'no Workers' }] }],
  ['the reader’s own program', { ...live, program: { kind: 'files', name: 'own', files: [] } }],
] as [string, Partial<AppState>][])('does not wait for %s', async (_, state) => {
  const opened = await visit(state);
  expect(await opened.isThere()).toBe(true);

  vi.resetModules();
  const changed = await visit(live);
  expect(await changed.isThere()).toBe(false);
  changed.app.setState(state);
  expect(await changed.isThere()).toBe(true);
});

it.each(['pointerdown', 'keydown'])('does not make a reader wait: %s', async (kind) => {
  const { isThere } = await visit(live);
  page.dispatchEvent(new Event(kind));
  expect(await isThere()).toBe(true);
});

it('does not wait for ever', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { firstPicture, LONGEST } = await visit(live);
  const resolved = vi.fn<() => void>();
  void firstPicture.then(resolved);
  await vi.advanceTimersByTimeAsync(LONGEST - 1);
  expect(resolved).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(resolved).toHaveBeenCalledOnce();
});
