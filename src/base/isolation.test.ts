import { describe, expect, test } from 'vitest';
import { admitReload } from './isolation.ts';

const now = 1_000_000;

describe('the reload guard', () => {
  test.each([
    ['a first visit', null, `${now}`],
    ['one reload just now', `${now - 100}`, `${now - 100},${now}`],
    ['two reloads just now', `${now - 200},${now - 100}`, undefined],
    ['two, one of them long ago', `${now - 10_000},${now - 100}`, `${now - 100},${now}`],
    ['a clock that was set back', `${now + 5},${now + 6}`, `${now}`],
    ['text that it did not write', 'x,,NaN,{}', `${now}`],
  ])('%s', (_case, history, expected) => {
    expect(admitReload(history, now)).toBe(expected);
  });

  test('lets two through, then stops, then lets go after ten seconds', () => {
    let history: string | null = null;
    const admitted: number[] = [];
    for (let at = now; at < now + 12_000; at += 500) {
      const next = admitReload(history, at);
      if (next === undefined) continue;
      admitted.push(at - now);
      history = next;
    }
    expect(admitted).toEqual([0, 500, 10_000, 10_500]);
  });
});
