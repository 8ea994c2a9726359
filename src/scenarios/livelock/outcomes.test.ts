import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('livelock', (run) => {
  it('goes on for ever, and nobody gets through', async () => {
    const { printed, left } = await run({}, 60);
    expect(new Set(printed)).toEqual(new Set(['Ann says: after you', 'Ben says: after you']));
    expect(printed.length).toBeGreaterThan(60);
    expect(left).toContain('Ben');
  });

  it('ends where one is more patient', async () => {
    const { printed, left } = await run({ patient: true });
    expect(printed.slice(2)).toEqual(['Ann is through', 'Ben is through']);
    expect(left).toEqual([]);
  });
});
