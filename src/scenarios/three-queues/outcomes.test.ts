import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('three-queues', (run) => {
  const order = (printed: readonly string[], name: string) =>
    printed.filter((line) => line.startsWith(`${name}:`)).map((line) => Number(line.at(-1)));

  it('gives the same jobs out in three orders', async () => {
    const { printed, left } = await run();
    expect(printed.slice(0, 2)).toEqual(['empty at first: True', 'full with three jobs: True']);
    expect(order(printed, 'fifo')).toEqual([1, 5, 3]);
    expect(order(printed, 'lifo')).toEqual([3, 5, 1]);
    expect(order(printed, 'priority')).toEqual([1, 3, 5]);
    expect(printed.at(-1)).toBe('empty in the end: True');
    expect(left).toEqual([]);
  });

  it.each([
    [3, 'no room for the noise', [1, 5, 3]],
    [4, 'there is room for the noise', [1, 5, 3, 2]],
  ])('with room for %d: %s', async (maxsize, said, jobs) => {
    const { printed, reports } = await run({ extra: true, maxsize });
    expect(printed).toContain(said);
    expect(order(printed, 'fifo')).toEqual(jobs);
    expect(reports).toEqual([]);
  });
});
