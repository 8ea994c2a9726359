import { expect, it } from 'vitest';
import { describeOutcomes, numbers } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('separate-memory', (run) => {
  it('leaves the parent its own', async () => {
    const { printed, left } = await run({ children: 6 });
    const rests = numbers(6).map((n) => 100 - 10 * n);
    expect(printed.filter((line) => line.includes('reports'))).toEqual(
      rests.map((rest) => `a child reports ${rest}, its parent still has 100`),
    );
    expect(left).toEqual([]);
  });
});
