import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('opposite-locks', (run) => {
  it('stands still for ever', async () => {
    const { printed, left } = await run();
    expect(printed).toEqual(['Ann has one of the two', 'Ben has one of the two']);
    expect(left).toEqual(['MainThread', 'Ann', 'Ben']);
  });

  it('ends where both take the pen first', async () => {
    const { printed, left } = await run({ opposite: false });
    expect(printed.filter((line) => line.includes('writes letter'))).toHaveLength(6);
    expect(left).toEqual([]);
  });
});
