import { expect, it } from 'vitest';
import { describeOutcomes, numbers, sorted } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('processes-meet', (run) => {
  const arrivals = (printed: readonly string[]) =>
    sorted(printed.filter((line) => line.includes('is across: my')));
  const expected = (count: number) =>
    numbers(count).map((n) => `runner ${n}, pid ${4000 + n}, is across: my count is 1`);

  it('lets all go at one signal, after the last has come, and two at a time through', async () => {
    const { printed, time, exitCodes } = await run();
    expect(printed[0]).toBe('all are ready');
    expect(arrivals(printed)).toEqual(expected(4));
    expect(printed.at(-1)).toBe('all are across: the parent has counted 0');
    // The last warms up for 1.2 s; a second later they go, in two pairs.
    expect(time).toBeCloseTo(1200 + 1000 + 2 * 800, 6);
    expect(exitCodes).toEqual([0, 0, 0, 0, 0]);
  });

  it.each([
    [1, 4],
    [6, 1],
  ])('crosses with %i places in %i turns', async (places, turns) => {
    const { time } = await run({ places });
    expect(time).toBeCloseTo(1200 + 1000 + turns * 800, 6);
  });

  it('stands still for ever where each process has a barrier of its own', async () => {
    const { printed, left, waits } = await run({ module: 'threading' });
    expect(printed).toEqual([]);
    expect(left).toHaveLength(5);
    const meets = waits.filter((wait) => wait.startsWith('wait ready'));
    expect(meets).toHaveLength(5);
  });
});
