import { expect, it } from 'vitest';
import { describeOutcomes, numbers } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('pool', (run) => {
  const told = (printed: readonly string[], who: string) =>
    printed.filter((line) => line.startsWith(who)).map((line) => line.slice(who.length));
  const squares = numbers(10).map((n) => String(n * n));
  const inOrder = (lines: readonly string[]) => lines.toSorted((a, b) => Number(a) - Number(b));

  it('does ten tasks in the time of two', async () => {
    const { printed, time, exitCodes } = await run();
    expect(printed[0]).toBe('all tasks are given');
    expect(printed.at(-1)).toBe('the pool has ended');
    expect(inOrder(told(printed, 'done: '))).toEqual(squares);
    expect(time).toBeCloseTo(2000, 6);
    expect(exitCodes).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('has workers that wait for tasks in no line of the program', async () => {
    const { waits } = await run();
    const idle = waits.filter((wait) => wait.startsWith('get pool._inqueue'));
    expect(idle.length).toBeGreaterThan(5);
    expect(new Set(idle)).toEqual(new Set(['get pool._inqueue 0']));
  });

  it('does one after the other where each is waited for', async () => {
    const { printed, time } = await run({ way: 'apply' });
    expect(told(printed, 'done: ')).toEqual(squares);
    expect(time).toBeCloseTo(10_000, 6);
  });

  it('leaves three workers idle where map() gives five numbers at a time', async () => {
    const { printed, time } = await run({ way: 'map', chunksize: 5 });
    expect(printed.filter((line) => line.startsWith('all values:'))).toEqual([
      `all values: [${squares.join(', ')}]`,
    ]);
    const squarers = printed.flatMap((line) => /^(\S+) has squared/.exec(line)?.[1] ?? []);
    expect(new Set(squarers).size).toBe(2);
    expect(time).toBeCloseTo(5000, 6);
    expect((await run({ way: 'map' })).time).toBeCloseTo(2000, 6);
  });

  it('drops the rest of a chunk that fails', async () => {
    const { printed, exitCodes } = await run({ way: 'map', chunksize: 5, fail: true });
    const squared = printed.flatMap((line) => / has squared (\d+)/.exec(line)?.[1] ?? []);
    expect(inOrder(squared)).toEqual(['1', '2', '6', '7', '8', '9', '10']);
    expect(printed).toContain('failed: ValueError: 3 is not for me');
    expect(exitCodes).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it.each(['apply_async', 'apply'])('outlives a task that fails: %s', async (way) => {
    const { printed, exitCodes } = await run({ way, fail: true });
    expect(told(printed, 'failed: ')).toEqual(['ValueError: 3 is not for me']);
    expect(inOrder(told(printed, 'done: '))).toEqual(squares.filter((text) => text !== '9'));
    expect(exitCodes).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('is cut off in the middle of its tasks where nobody waits in join()', async () => {
    const { printed, exitCodes, left } = await run({ join: false });
    expect(printed).toEqual(['all tasks are given']);
    expect(exitCodes.filter((code) => code !== 0).every((code) => code === -15)).toBe(true);
    expect(left).toEqual([]);
  });
});
