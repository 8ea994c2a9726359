import { expect, it } from 'vitest';
import { describeOutcomes, numbers } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('shared-value', (run) => {
  const report = (came: number, counted: number) =>
    `${came} visitors came, ${counted} were counted`;

  it('loses what others have counted between a read and a write', async () => {
    const { printed, time, exitCodes } = await run();
    expect(printed).toEqual([report(15, 5)]);
    expect(time).toBeCloseTo(1000, 6);
    expect(exitCodes).toEqual([0, 0, 0, 0]);
  });

  it('loses some even where nobody stops in between', async () => {
    const { printed } = await run({ gap: 0, gates: 8, visitors: 20 });
    const counted = Number(/, (\d+) were/.exec(printed[0] ?? '')?.[1]);
    expect(counted).toBeGreaterThanOrEqual(20);
    expect(counted).toBeLessThan(160);
  });

  it('loses nothing with the lock, where one waits for the other', async () => {
    const { printed, time, waits } = await run({ lock: true });
    expect(printed).toEqual([report(15, 15)]);
    expect(time).toBeCloseTo(3000, 6);
    expect(waits.some((wait) => wait.startsWith('acquire counter.get_lock()'))).toBe(true);
  });

  it.each([false, true])(
    'loses nothing where each has a place of its own: lock %s',
    async (lock) => {
      const { printed, time } = await run({ share: 'array', lock });
      expect(printed).toEqual([report(15, 15)]);
      expect(time).toBeCloseTo(lock ? 3000 : 1000, 6);
    },
  );

  it('has one number for all processes', async () => {
    const { printed, threads } = await run({ gates: 1 });
    expect(printed).toEqual([report(5, 5)]);
    expect(threads).toHaveLength(2);
    const many = await run({ gates: 8, visitors: 1, lock: true });
    expect(many.printed).toEqual([report(8, 8)]);
    expect(many.threads).toHaveLength(1 + numbers(8).length);
  });
});
