import { expect, test } from 'vitest';
import {
  headingOf,
  judge,
  knownOf,
  lastLine,
  readTold,
  remarkOn,
  rowOf,
  tableOf,
  withVersion,
  type Known,
  type Result,
} from './outcomes.ts';

test('what a run printed is read among what its tests print', () => {
  const told = readTold(
    [
      'a test prints',
      '@@ {"tests": [{"name": "test.a.B.test_c", "isOfLocks": true}]}',
      'no end of line@@ {"name": "test.a.B.test_x", "passed": true}',
      '@@ {"name": "test.a.B.test_c", "passed": true}',
      '@@ {"name": "test.a.B.test_d", "failed": "Traceback\\nKeyError: 1\\n"}',
      '@@ {"name": "test.a.B.test_e", "skipped": "no such thing"}',
    ].join('\n'),
    '@@ ',
  );
  expect(told.tests).toEqual([{ name: 'test.a.B.test_c', isOfLocks: true }]);
  expect(told.skipped).toBeUndefined();
  expect(Object.fromEntries(told.outcomes)).toEqual({
    'test.a.B.test_c': { kind: 'passed' },
    'test.a.B.test_d': { kind: 'failed', report: 'Traceback\nKeyError: 1\n' },
    'test.a.B.test_e': { kind: 'skipped', why: 'no such thing' },
  });
  expect(lastLine('Traceback\nKeyError: 1\n')).toBe('KeyError: 1');
});

test('a module may skip itself', () => {
  const told = readTold('@@ {"skipped": "no ssl"}', '@@ ');
  expect([told.tests, told.skipped, told.outcomes.size]).toEqual([undefined, 'no ssl', 0]);
});

test.each([
  ['test_a', 'test.test_a.B.test_c', true],
  ['test_a.B', 'test.test_a.B.test_c', true],
  ['test_a.*.test_c', 'test.test_a.B.test_c', true],
  ['test_a.B.test_c', 'test.test_a.B.test_c', true],
  ['test_a.B.test_', 'test.test_a.B.test_c', false],
  ['test', 'test.test_a.B.test_c', false],
  ['test_a.B.test_c.more', 'test.test_a.B.test_c', false],
])('%s names %s: %s', (pattern, name, is) => {
  expect(remarkOn([{ tests: ['else', pattern], why: '' }], name) !== undefined).toBe(is);
});

const known: Known = {
  leftOut: [{ tests: ['test_a.Left'], why: 'needs a disk' }],
  failing: [
    { tests: ['test_a.B.test_known', 'test_a.B.test_mended'], why: 'a row of its own' },
    { tests: ['test_gone'], why: 'is of another version' },
  ],
};
const failed = { kind: 'failed', report: 'Traceback\nKeyError: 1' } as const;
const results: readonly Result[] = [
  { name: 'test.test_a.B.test_known', isOfLocks: false, outcome: failed },
  { name: 'test.test_a.B.test_good', isOfLocks: false, outcome: { kind: 'passed' } },
  { name: 'test.test_a.L.test_lock', isOfLocks: true, outcome: { kind: 'passed' } },
  { name: 'test.test_a.Left.test_x', isOfLocks: false, outcome: undefined },
  { name: 'test.test_b.sub.C.test_y', isOfLocks: false, outcome: { kind: 'skipped', why: 'no' } },
];

test('the table counts by module or package, and has the locks’ tests in a row of their own', () => {
  expect(results.map(rowOf)).toEqual(['test_a', 'test_a', 'lock_tests', 'test_a', 'test_b']);
  expect(tableOf(results, known).split('\n')).toEqual([
    '| tests | there are | passed | failed | skip themselves | left out |',
    '| --- | --: | --: | --: | --: | --: |',
    '| `lock_tests` | 1 | 1 | 0 | 0 | 0 |',
    '| `test_a` | 3 | 1 | 1 | 0 | 1 |',
    '| `test_b` | 1 | 0 | 0 | 1 | 0 |',
    '',
    '',
    '| Failed | which | why |',
    '| --: | --- | --- |',
    '| 1 | `test_a.B.test_known`, `test_a.B.test_mended` | a row of its own |',
    '',
    '| Left out | which | why |',
    '| --: | --- | --- |',
    '| 1 | `test_a.Left` | needs a disk |',
  ]);
});

test('a failure that is not known is one; a known one that has passed is only told', () => {
  expect(judge(results, known)).toEqual({ isGood: true, lines: [] });
  const mended: Result = {
    name: 'test.test_a.B.test_mended',
    isOfLocks: false,
    outcome: { kind: 'passed' },
  };
  const broken: Result = { name: 'test.test_b.C.test_z', isOfLocks: false, outcome: failed };
  expect(judge([...results, mended, broken], known)).toEqual({
    isGood: false,
    lines: [
      'note test.test_a.B.test_mended passes, and is known to fail: it can leave the list',
      'FAIL test.test_b.C.test_z: KeyError: 1',
    ],
  });
});

test('a remark may be of one version', () => {
  const remark = { tests: ['test_a'], why: 'a message of before', of: '3.13' };
  const both: Known = { leftOut: [remark], failing: [remark, { tests: ['test_b'], why: 'any' }] };
  expect(knownOf(both, '3.13.0')).toEqual(both);
  expect(knownOf(both, '3.14')).toEqual({ leftOut: [], failing: [both.failing[1]] });
  expect(knownOf(both, '3.1')).toEqual({ leftOut: [], failing: [both.failing[1]] });
});

test('each version has its part, the newest first', () => {
  const part = (version: string, text: string) => `${headingOf(version)}\n\n${text}`;
  const first = withVersion('\n', '3.13.0', part('3.13.0', 'old'));
  expect(first).toBe(`\n\n${part('3.13.0', 'old')}\n\n`);
  const both = withVersion(first, '3.14', part('3.14', 'other\n'));
  expect(both).toBe(`\n\n${part('3.14', 'other')}\n\n${part('3.13.0', 'old')}\n\n`);
  const again = withVersion(both, '3.13.0', part('3.13.0', 'new'));
  expect(again).toBe(`\n\n${part('3.14', 'other')}\n\n${part('3.13.0', 'new')}\n\n`);
});
