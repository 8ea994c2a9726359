import { expect, it } from 'vitest';
import { describeOutcomes, mostInside } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('over-released-semaphore', (run) => {
  const most = (printed: readonly string[]) => mostInside(printed, 'is parked', 'drives off');

  it('parks more cars than there are places', async () => {
    const { printed, reports } = await run();
    expect(most(printed)).toBeGreaterThan(2);
    expect(reports).toEqual([]);
  });

  it('raises in the end where it is bounded', async () => {
    const { reports, exitCodes } = await run({ bounded: true });
    expect(new Set(reports)).toEqual(new Set(['ValueError: Semaphore released too many times']));
    expect(exitCodes).toEqual([0]);
  });

  it('is right without the mistake', async () => {
    const { printed, reports } = await run({
      mistake: false,
      bounded: true,
    });
    expect(most(printed)).toBe(2);
    expect(reports).toEqual([]);
  });
});
