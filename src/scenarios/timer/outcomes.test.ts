import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('timer', (run) => {
  const fired = (printed: readonly string[]) =>
    printed.filter((line) => line.startsWith('ring') || line.startsWith('no'));

  it.each([
    [{}, ['ring: the tea', 'no eggs today'], 3000],
    [{ cancel: false }, ['ring: the tea', 'ring: the eggs'], 4000],
    [{ eggs: 2.5, tea: 6 }, ['ring: the eggs', 'no eggs today', 'ring: the tea'], 6000],
  ])('%j', async (changed, expected, end) => {
    const { printed, threads, time, left } = await run(changed);
    expect(fired(printed)).toEqual(expected);
    expect(printed).toContain('the timer for the eggs is alive: False');
    expect(threads).toEqual(['MainThread', 'Thread-1', 'Thread-2']);
    expect(left).toEqual([]);
    expect(time).toBeCloseTo(end, 6);
  });
});
