import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('hundred-threads', (run) => {
  it('leaves 0 with the lock, and takes as long as a hundred gaps', async () => {
    const { printed, exitCodes, left, threads, time } = await run();
    expect(printed).toEqual(['100 - 100 = 0']);
    expect(exitCodes).toEqual([0]);
    expect(left).toEqual([]);
    expect(threads).toHaveLength(101);
    expect(threads[1]).toBe('Thread-1 (take)');
    expect(time).toBeCloseTo(5000, 6);
  });

  it('loses updates without the lock', async () => {
    const { printed, time } = await run({ lock: false });
    expect(printed).toEqual(['100 - 100 = 99']);
    expect(time).toBeLessThan(100);
  });
});
