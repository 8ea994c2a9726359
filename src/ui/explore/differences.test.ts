import { describe, expect, it } from 'vitest';
import type { FoundEnding } from '../../explore/report.ts';
import { differencesOf } from './differences.ts';

const ending = (
  finals: Record<string, string>,
  printed: string,
  kind: FoundEnding['kind'] = 'finished',
): FoundEnding => ({
  key: '',
  kind,
  stuck: [],
  failures: [],
  printed: printed === '' ? [] : printed.split(' '),
  finals: Object.entries(finals).map(([name, value]) => ({ name, value })),
  count: 1,
  switches: 0,
});

describe('differencesOf', () => {
  it.each([
    ['one ending has nothing to differ from', [ending({ n: '1' }, 'a b')], [['', '']]],
    [
      'values that vary',
      [ending({ n: '1', m: '0' }, ''), ending({ n: '2', m: '0' }, '')],
      [
        ['n=1', ''],
        ['n=2', ''],
      ],
    ],
    [
      'lines beyond those that all have, as often as all have them',
      [ending({}, 'a a b'), ending({}, 'a c')],
      [
        ['', 'a b'],
        ['', 'c'],
      ],
    ],
    [
      'other kinds are other anyway',
      [ending({ lock: '1' }, 'a', 'deadlock'), ending({ lock: '0' }, 'b')],
      [
        ['', ''],
        ['', ''],
      ],
    ],
  ])('%s', (_title, endings, expected) => {
    const told = differencesOf(endings).map(({ finals, printed }) => [
      finals.map(({ name, value }) => `${name}=${value}`).join(' '),
      printed.join(' '),
    ]);
    expect(told).toEqual(expected);
  });
});
