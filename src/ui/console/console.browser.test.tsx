import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { expect, it, onTestFinished } from 'vitest';
import { app } from '../../store/app-state.ts';
import { live } from '../../store/cursor.ts';
import { RecordedRun } from '../../store/recorded-player.ts';
import { Session } from '../../store/session.ts';
import { traceOf } from '../../trace/trace-notation.ts';
import { ConsolePanel } from './ConsolePanel.tsx';

const LINES = 600;

function talkative(): Session {
  const printed = Array.from({ length: LINES }, (_, n) => `${n} main print "line ${n};"`);
  const trace = traceOf(`
    process P
    thread main in P
    0 main runs
    ${printed.join('\n')}
  `);
  return new Session({ kind: 'scenario', id: 'talkative', params: {} }, new RecordedRun(trace));
}

it('a reader who scrolls back gets more lines, and those in view stay where they are', async () => {
  const element = document.body.appendChild(document.createElement('div'));
  element.style.cssText = 'height: 300px; overflow: hidden';
  const root = createRoot(element);
  onTestFinished(() => {
    root.unmount();
    element.remove();
    app.setState({ session: undefined });
  });
  const session = talkative();
  session.advance();
  app.setState({ session, world: session.worldAt(live) });
  flushSync(() => root.render(<ConsolePanel />));
  const list = element.querySelector<HTMLElement>('.console')!;
  list.style.cssText = 'height: 300px; overflow-y: auto';
  const lines = () => [...list.querySelectorAll('.console-line')];
  const last = () => lines().at(-1)!.getBoundingClientRect().bottom;
  const placeOf = (text: string) =>
    lines()
      .find(({ textContent }) => textContent.includes(text))!
      .getBoundingClientRect().top;
  list.scrollTop = list.scrollHeight;
  expect(lines().length).toBe(100);
  expect(last()).toBeLessThanOrEqual(list.getBoundingClientRect().bottom + 1);

  list.scrollTop -= 400;
  const before = placeOf('line 570;');
  await expect.poll(() => lines().length).toBe(400);
  expect(Math.abs(placeOf('line 570;') - before)).toBeLessThan(1);

  list.scrollTop = list.scrollHeight;
  await expect.poll(() => lines().length).toBe(100);
  expect(last()).toBeLessThanOrEqual(list.getBoundingClientRect().bottom + 1);
});
