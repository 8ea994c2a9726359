import { expect, it } from 'vitest';
import { traceOf } from '../../trace/trace-notation.ts';
import type { Session } from '../../store/session.ts';
import { History } from '../../views/history.ts';
import { entriesFor, type PaletteWords } from './entries.ts';

const trace = traceOf(`
  process P
  thread main in P
  thread waiter in P
  lock tray in P
  0 main runs
  1 main acquire tray = 1
  2 main print "'tea for two'"
  3 main release tray = 0
`);
const session = { trace } as Session;
const world = new History(trace).at(trace.length, 3);
const last = trace.length - 1;
const words: PaletteWords = {
  command: ({ id }) => ({ label: id, keys: '' }),
  scenario: (id) => id,
  event: (seq) => (seq === last ? 'main woke waiter' : `event ${seq}`),
  time: (seq) => String(trace.time(seq)),
};
const offered = (query: string) =>
  entriesFor(query, world, session, undefined, words).map(
    ({ group, label }) => `${group} ${label}`,
  );

it('without a query it lists commands, threads and objects, and searches nothing', () => {
  const all = offered('');
  expect(all).toContain('thread waiter');
  expect(all).toContain('object tray');
  expect(all.some((one) => /^(event|scenario|line)/.test(one))).toBe(false);
});

it('finds a thread, an object by its name or kind, and scenarios by what people call them', () => {
  expect(offered('wait')).toContain('thread waiter');
  expect(offered('tray')).toContain('object tray');
  expect(offered('lock')).toContain('object tray');
  expect(offered('死锁')).toContain('scenario opposite-locks');
});

it('finds events by what was printed and by their operation', () => {
  const printed = offered('tea two').filter((one) => one.startsWith('event'));
  expect(printed).toHaveLength(1);
  expect(offered('release tray').some((one) => one.startsWith('event'))).toBe(true);
  expect(offered('zzz')).toEqual([]);
});

it('finds events by what is read of them', () => {
  expect(offered('woke')).toEqual(['event main woke waiter']);
});
