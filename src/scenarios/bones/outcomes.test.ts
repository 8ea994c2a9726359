import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('bones', (run) => {
  const eaten = (printed: readonly string[]) =>
    printed.filter((line) => line.startsWith('the dog has eaten')).length;
  const wasted = (printed: readonly string[]) =>
    printed.filter((line) => line.endsWith('away')).length;

  it('loses no bone where the butchers wait', async () => {
    const { printed, time, left } = await run();
    expect(eaten(printed)).toBe(12);
    expect(wasted(printed)).toBe(0);
    expect(printed.at(-1)).toBe('the dog falls asleep');
    expect(time).toBeCloseTo(500 + 12 * 800 + 2000, 6);
    expect(left).toEqual([]);
  });

  it('throws away what does not fit where they do not', async () => {
    const { printed, left } = await run({ wait: false });
    expect(eaten(printed)).toBe(8);
    expect(wasted(printed)).toBe(4);
    expect(left).toEqual([]);
  });
});
