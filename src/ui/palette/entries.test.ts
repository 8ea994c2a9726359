import { expect, it } from 'vitest';
import { app } from '../../store/app-state.ts';
import { traceOf } from '../../trace/trace-notation.ts';
import { NO_TRACKS } from '../../trace/tracks.ts';
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

it('finds slices of a recording by name and by what they carry, but for what answers a question', () => {
  const recorded = traceOf(`
    process P
    thread main in P
    0 main runs
  `);
  const row = {
    start: Float64Array.of(1, 5),
    end: Float64Array.of(2, 9),
    name: Uint32Array.of(0, 0),
    text: Uint32Array.of(0, 1),
  };
  recorded.setTracks({
    ...NO_TRACKS,
    names: ['Source'],
    texts: ['', 'detail: vector'],
    slices: [{ name: '', process: 0, thread: 0, rows: [row] }],
  });
  const there = new History(recorded).at(recorded.length, 9);
  const found = (query: string) =>
    entriesFor(query, there, { trace: recorded } as Session, undefined, words).filter(({ id }) =>
      id.startsWith('slice'),
    );
  expect(found('source').map(({ label }) => label)).toEqual(['Source', 'Source · detail: vector']);
  const [chosen, ...others] = found('vector');
  expect([chosen?.label, chosen?.note, others]).toEqual(['Source · detail: vector', '5 ms', []]);
  chosen?.choose();
  expect(app.getState().selection).toEqual({ kind: 'range', start: 5, end: 9 });
  app.setState({ curtain: 1 });
  expect(found('vector')).toEqual([]);
  app.setState({ curtain: undefined });
});
