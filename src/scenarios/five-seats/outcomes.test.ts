import { expect, it } from 'vitest';
import { describeOutcomes, mostInside } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('five-seats', (run) => {
  it.each([[{}], [{ seats: 1 }], [{ seats: 10, guests: 30 }], [{ guests: 1 }]])(
    'never seats more than there are seats: %j',
    async (changed) => {
      const { printed, left, exitCodes } = await run(changed);
      const { seats, guests } = { seats: 5, guests: 20, ...changed };
      expect(mostInside(printed, 'sits down', 'gets up')).toBe(Math.min(seats, guests));
      expect(printed.at(-1)).toBe('the last guest has left');
      expect(left).toEqual([]);
      expect(exitCodes).toEqual([0]);
    },
  );

  it('counts those who are alive, with a seat or without', async () => {
    const { printed } = await run({ count: true, meal: 5 });
    const counts = printed.flatMap(
      (line) => /house: (\d+)$/.exec(line)?.slice(1).map(Number) ?? [],
    );
    expect(counts.slice(0, 4)).toEqual([20, 20, 20, 20]);
    expect(counts.toSorted((a, b) => b - a)).toEqual(counts);
    expect(printed.at(-1)).toBe('the last guest has left');
  });

  it('raises as Python does where there is one release too many', async () => {
    const { reports, exitCodes } = await run({ extra: true });
    expect(reports).toEqual(['ValueError: Semaphore released too many times']);
    expect(exitCodes).toEqual([1]);
  });
});
