import { createInstance } from 'i18next';
import { expect, it } from 'vitest';
import type { FoundEnding } from '../../explore/report.ts';
import { endingText } from './ending-text.ts';
import explore from './texts.en.json' with { type: 'json' };

const i18n = createInstance();
await i18n.init({ lng: 'en', resources: { en: { explore, ui: {} } }, defaultNS: 'explore' });
const t = i18n.getFixedT('en', ['explore', 'ui'] as const);

/** 'a acquire x': thread, operation, object. */
const deadlock = (...waits: readonly string[]): string => {
  const stuck = waits.map((text) => {
    const [thread = '', op = '', on = ''] = text.split(' ');
    return { thread, op, on };
  });
  const ending: FoundEnding = {
    key: '',
    kind: 'deadlock',
    stuck,
    failures: [],
    printed: [],
    finals: [],
    count: 1,
    switches: 0,
  };
  return endingText(t, ending);
};

it('tells those that wait for the same together', () => {
  expect(deadlock('a wait x', 'b wait x', 'c acquire y')).toBe(
    'Deadlock: a, b in wait of x; c in acquire of y',
  );
});

it('counts what is more than a few, but not what would be no longer as a number', () => {
  const all = (count: number, on: (n: number) => string) =>
    deadlock(...Array.from({ length: count }, (_, n) => `t${n} get ${on(n)}`));
  expect(all(5, () => 'q')).toBe('Deadlock: t0, t1, t2, t3, t4 in get of q');
  expect(all(100, () => 'q')).toBe('Deadlock: t0, t1, t2, t3, 96 more in get of q');
  expect(all(6, (n) => `q${n}`)).toBe(
    'Deadlock: t0 in get of q0; t1 in get of q1; t2 in get of q2; 3 more',
  );
});

it('leaves out a main thread that waits for its threads, unless nobody else is stuck', () => {
  expect(deadlock('MainThread drain', 'a get q')).toBe('Deadlock: a in get of q');
  expect(deadlock('MainThread drain')).toBe('Deadlock: MainThread in drain');
});
