/**
 * The deciding event of every pitfall: a sentence names its thread, time and line, and links to it. The wording checked
 * is that of one run; that there is such a sentence holds under every schedule.
 */
import { describe, expect, test } from 'vitest';
import { bug } from '../base/bug.ts';
import { traceOfScenario } from '../outcomes/trace-of.ts';
import { scenarios } from '../scenarios/registry.ts';
import { Names } from '../views/names.ts';
import { Phase } from '../trace/format.ts';
import { cureOf } from './cure-of.ts';
import { findingsOf } from './findings-of.ts';
import type { Clause, ClauseKey, Finding } from './finding.ts';
import { say } from './say.ts';
import en from './texts/en.json';
import { thinned } from '../base/sweep.ts';

const choosers = [
  ['random', 1],
  ['random', 2],
  ['round-robin', 1],
  ['nasty', 1],
  ['fewest-switches', 1],
] as const;

type Setting = Readonly<Record<string, boolean | string | number>>;

async function diagnose(id: string, params: Setting, [strategy, seed] = choosers[0] as Chooser) {
  const trace = await traceOfScenario(id, { params, strategy, seed, events: 4000 });
  return { trace, findings: findingsOf(trace) };
}
type Chooser = (typeof choosers)[number];

const clausesOf = (findings: readonly Finding[]): Clause[] =>
  findings.flatMap(({ cases }) => cases.flatMap(({ says }) => says));

/** Each pitfall: its setting, the key of the deciding sentence, and its text in one run. */
const pitfalls: readonly (readonly [string, Setting, ClauseKey, string])[] = [
  [
    'opposite-locks',
    {},
    'deadlock.decided',
    'What decided it: Ben took paper at 0 ms (line 21); from then on each had what the next was to want',
  ],
  [
    'dining-philosophers',
    {},
    'deadlock.decided',
    'What decided it: philosopher 0 took forks[0] at 800 ms (line 40); from then on each had what the next was to want',
  ],
  [
    'missed-notify',
    {},
    'why.notified-before',
    'cook called notify_all() on soup at 1.80 s (line 26) and found 2 waiters; guest 3 came at 2.40 s (line 44) and waits for a call that has been made',
  ],
  [
    'forgotten-task-done',
    {},
    'why.taken',
    'Item 3 was taken by clerk 1 at 700 ms (line 36) and never told done',
  ],
  [
    'forgotten-task-done',
    { mistake: 'join' },
    'end.left-behind',
    'The program ended at 0 ms (line 27) with 4 items left in mail; clerk 1 and clerk 2, daemons, were cut off',
  ],
  [
    'over-released-semaphore',
    {},
    'misuse.crowd',
    '4 threads have a permit of places since 2.20 s (line 22), which has 2: car 3 and car 5 gave back what they had not taken',
  ],
  [
    'over-released-semaphore',
    { bounded: true },
    'misuse.gave-after',
    'car 3 gave back a permit at 1.60 s (line 31) that it had not taken: it had given up waiting for one at 1.60 s (line 22)',
  ],
  [
    'readers-writers',
    {},
    'starve.back',
    'reader 3 gave back room at 8.00 s (line 53), which reader 1 had taken for all of them at 0 ms (line 46): it was the last one out',
  ],
  [
    'readers-writers',
    {},
    'starve.holds',
    'What decided it: reader 1 took room at 0 ms (line 46) for all of them; the last of them would give it back, and there is always another',
  ],
  [
    'hand-made-barrier',
    {},
    'why.twice',
    'player 1 took two of the 3 permits that player 3 gave tokens at 1.20 s (line 49), the second one at 1.60 s (line 58): somebody goes without',
  ],
  [
    'terminate-with-lock',
    {},
    'end.killer',
    'What decided it: MainProcess called terminate() on Ann at 1.20 s (line 16)',
  ],
  [
    'livelock',
    {},
    'livelock.began',
    'What decided it: Ben took right at 0 ms (line 31), while Ann had left; each then tried for what the other had',
  ],
  [
    'sleep-as-lock',
    {},
    'lost.slept',
    'What decided it: clerk 4 read balance at 2.40 s (line 36) because its sleep was over, not because clerk 3 was done, who wrote it only at 2.70 s (line 38)',
  ],
  [
    'shared-dict',
    {},
    'lost.key',
    "reader 2 wrote 1 to counts['a'] at 3.40 s (line 68) over the 1 of reader 1: that update is lost",
  ],
  [
    'shared-dict',
    {},
    'lost.read',
    'What decided it: reader 2 had read counts at 3.10 s (line 66), before reader 1 wrote it at 3.30 s (line 68), and wrote what it made of the old value',
  ],
];

/** The same for faulty settings of scenarios that are no pitfalls. */
const others: typeof pitfalls = [
  [
    'thread-local',
    { own: false },
    'race.own',
    'What decided it: clerk c wrote desk at 3.00 s (line 40) over what clerk a had written to it at 2.40 s (line 40), since both use the same one',
  ],
  [
    'hundred-threads',
    { lock: false },
    'lost.written',
    'Thread-52 wrote 99 at 50 ms (line 37), which Thread-38 did not see',
  ],
  [
    'rlock',
    { reentrant: false },
    'wait.own',
    'cashier a waits since 0 ms (line 54) for lock, which it took itself at 0 ms (line 46)',
  ],
  [
    'five-seats',
    { extra: true },
    'misuse.refused',
    'MainThread gave back seats at 6.40 s (line 31) though there was nothing to give back',
  ],
  [
    'bounded-buffer',
    { wake: 'one' },
    'why.notified-before',
    'waiter 2 called notify() on changed at 1.20 s (line 87) and found 1 waiter; waiter 1 came at 2.00 s (line 72) and waits for a call that has been made',
  ],
  [
    'bounded-buffer',
    { recheck: false },
    'stale.change',
    'cook changed hatch at 2.40 s (line 39), between the look and the act',
  ],
  [
    'task-done',
    { extra: true },
    'misuse.last-done',
    'The last item was told done by worker 1 at 3.20 s (line 42)',
  ],
  [
    'processes-meet',
    { module: 'threading' },
    'why.copies',
    'MainProcess copied ready (runner 4) at 0 ms (line 40): each of 5 processes has one of its own, and what is done to one does not reach the others',
  ],
  [
    'list-from-child',
    { first: 'join', long: true },
    'why.unsent',
    'child put into box at 1.00 s (line 33), and nobody takes it out: its process cannot end before there is room for it in the pipe',
  ],
  [
    'shared-value',
    {},
    'lost.read',
    'What decided it: gate 0 had read counter at 800 ms (line 59), before gate 1 wrote it at 1.00 s (line 61), and wrote what it made of the old value',
  ],
  [
    'event-clear',
    { clear: false },
    'uncleared.set',
    'What decided it: MainThread set bell at 1.50 s (line 16), and nobody has cleared it since',
  ],
  [
    'pool',
    { join: false },
    'pool.last',
    'What decided it: MainProcess used pool last at 0 ms (line 35), and did not wait until its tasks were done; close() does not wait',
  ],
  [
    'failing-threads',
    {},
    'end.raised',
    'worker 2 ended at 1.50 s (line 30) by ZeroDivisionError: division by zero',
  ],
];

test('every pitfall of the gallery is in the table', () => {
  const known = new Set(pitfalls.map(([id]) => id));
  const gallery = scenarios.filter(({ chapter }) => chapter === 'pitfalls').map(({ id }) => id);
  expect(gallery.filter((id) => !known.has(id))).toEqual([]);
});

describe('what decided', () => {
  const rows = thinned([...pitfalls, ...others], 3);
  test.each(rows)('%s %j: %s', async (id, params, key, sentence) => {
    const { trace, findings } = await diagnose(id, params);
    const told = clausesOf(findings).filter((one) => one.key === key);
    const words = { names: new Names(trace), language: 'en', texts: en };
    expect(told.map((one) => say(trace, one, words))).toContain(sentence);
  });

  test.each(rows)(
    'whoever chooses: %s %j: %s leads to an event with a line, not after the finding',
    async (id, params, key) => {
      for (const chooser of choosers) {
        const { trace, findings } = await diagnose(id, params, chooser);
        const told = findings
          .flatMap(({ cases }) => cases)
          .flatMap((one) => one.says.map((clause) => ({ ...clause, told: one.seq })))
          .filter((one) => one.key === key);
        const [first] = told;
        if (first === undefined) bug(`${id} ${chooser.join(' ')}: no ${key}`);
        expect(trace.line(first.at)).toBeGreaterThan(0);
        expect(first.at).toBeLessThanOrEqual(first.told);
      }
    },
  );
});

test('whom a call woke that was meant for another', async () => {
  const { trace, findings } = await diagnose('bounded-buffer', { wake: 'one' });
  const words = { names: new Names(trace), language: 'en', texts: en };
  const told = clausesOf(findings).map((one) => say(trace, one, words));
  expect(told).toContain(
    'waiter 4, which that call woke, could do nothing and waits again since 1.20 s (line 72): the call is spent',
  );
});

test('an exception that came of giving back too much says so, and how to mend that', async () => {
  const { findings } = await diagnose('over-released-semaphore', { bounded: true });
  const unseen = findings.filter(({ kind }) => kind === 'unseen-exception');
  expect(unseen).toHaveLength(2);
  for (const finding of unseen) {
    const found = finding.cases.at(-1)!;
    expect(found.says.map(({ key }) => key)).toContain('misuse.gave-after');
    expect(cureOf(finding, found)).toBe('release');
  }
});

test('of a livelock that goes on and on the last count is told', async () => {
  const { trace, findings } = await diagnose('livelock', {});
  const [{ cases, total }] = findings as [Finding];
  const tries = Array.from({ length: trace.length }, (_, seq) => seq).filter(
    (seq) => trace.phase(seq) === Phase.fail && trace.thread(seq) === cases[0]!.threads[0],
  );
  expect(tries.length).toBeGreaterThan(100);
  expect(total).toBe(1);
  const counts = cases.at(-1)!.says.flatMap(({ values }) => values['count'] ?? []);
  expect(counts).toContain(tries.length);
});

test('all who wait for ever are counted, as the page counts them', async () => {
  const { trace, findings } = await diagnose('opposite-locks', {});
  const words = { names: new Names(trace), language: 'en', texts: en };
  const told = clausesOf(findings).map((one) => say(trace, one, words));
  expect(told).toContain('MainThread waits for the others to end: 3 wait for ever in all');
});
