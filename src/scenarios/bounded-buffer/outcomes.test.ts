import { expect, it } from 'vitest';
import { describeOutcomes, numbers } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('bounded-buffer', (run) => {
  const taken = (printed: readonly string[]) =>
    printed.flatMap((line) => / takes dish (\d+)$/.exec(line)?.slice(1).map(Number) ?? []);

  it.each([[{}], [{ room: 1 }], [{ waiters: 1 }], [{ wake: 'one', waiters: 1 }]])(
    'hands every dish over, in order: %j',
    async (changed) => {
      const { printed, reports, left } = await run(changed);
      expect(taken(printed)).toEqual(numbers(12));
      expect(printed.at(-1)).toBe('the kitchen closes');
      expect(reports).toEqual([]);
      expect(left).toEqual([]);
    },
  );

  it('stands still where notify() wakes a waiter rather than the cook', async () => {
    const { printed, left, threads } = await run({ wake: 'one' });
    expect(taken(printed)).toEqual([1, 2]);
    expect(left).toEqual(threads);
  });

  it('fails where nobody looks again', async () => {
    const { printed, reports } = await run({ recheck: false });
    expect(new Set(reports)).toEqual(new Set(['IndexError: pop from empty list']));
    expect(taken(printed)).toEqual(numbers(12));
  });
});
