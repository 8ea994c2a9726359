/** Output and exit code of the command. */
import { expect, test } from 'vitest';
import { exploreScenario, type Asked } from './explore-scenario.ts';

const asked: Asked = {
  scenario: 'opposite-locks',
  param: ['letters=1'],
  runs: '1000',
  seed: '1',
  budget: '60',
  ordered: false,
  timed: false,
  json: false,
  'fail-on': '',
};

test('two locks in opposite orders: three interleavings, one of them stands still', async () => {
  const { lines, status } = await exploreScenario({ ...asked, 'fail-on': 'deadlock' });
  expect(status).toBe(1);
  expect(lines[0]).toBe(
    'all 3 interleavings · 2 endings · 0 blocked (untimed: sleeps guarantee nothing)',
  );
  expect(lines.join('\n')).toContain('deadlock: 1 (33.3 %), 2 switches, the fewest');
});

test('in one order: none, and that is a proof', async () => {
  const param = ['letters=1', 'opposite=false'];
  const json = await exploreScenario({ ...asked, param, json: true, 'fail-on': 'deadlock,never' });
  expect(json.status).toBe(0);
  expect(JSON.parse(json.lines.join(''))).toMatchObject({
    isComplete: true,
    counts: { executions: 2, blocked: 0 },
    endings: [{ kind: 'finished', isMinimal: true, schedule: expect.any(String) as string }],
  });
});

test('on an idle machine Ann and Ben reach at the same time, so that both always wait', async () => {
  const { lines } = await exploreScenario({ ...asked, timed: true });
  expect(lines[0]).toContain('timed: sleeps order events as on an idle machine');
  expect(lines.filter((line) => /^ {2}\w+:/.test(line))).toEqual([
    expect.stringContaining('deadlock:'),
  ]);
});

test.each([
  [{ scenario: 'none' }, /no scenario 'none'/],
  [{ budget: 'x' }, /--budget x/],
  [{ bound: '-1' }, /--bound -1/],
  [{ sample: 'pos', runs: '0' }, /--runs 0/],
  [{ sample: 'luck' }, /--sample/],
  [{ param: ['letters=99'] }, /these params do not fit/],
  [{ 'fail-on': 'rain' }, /no ending 'rain'/],
])('refuses %j', async (changes, words) => {
  const { lines, status } = await exploreScenario({ ...asked, ...changes });
  expect(status).toBe(2);
  expect(lines.join()).toMatch(words);
});
