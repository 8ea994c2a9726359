import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('task-server', (run) => {
  it.each([
    [{}, '1438 primes below 12000'],
    [{ tasks: 3, workers: 4 }, '430 primes below 3000'],
  ])('does all tasks with workers of its own: %j', async (changed, total) => {
    const { printed, left, reports } = await run(changed);
    expect(printed.at(-1)).toBe(total);
    const said = printed.filter((line) => / says own \d$/.test(line));
    expect(said).toHaveLength(printed.length - 1);
    expect([left, reports]).toEqual([[], []]);
  });
});
