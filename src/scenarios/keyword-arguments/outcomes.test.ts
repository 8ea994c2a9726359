import { expect, it } from 'vitest';
import { describeOutcomes, numbers, sorted } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('keyword-arguments', (run) => {
  it('hands each process its own', async () => {
    const { printed, threads, left } = await run({ times: 2 });
    expect(threads).toHaveLength(4);
    expect(sorted(printed)).toEqual([
      'Process-1 has greeted',
      'Process-2 has greeted',
      'Process-3 has greeted',
      ...numbers(3).map((n) => `good evening, Eve! (${n} of 3)`),
      'hello, Ann! (1 of 1)',
      ...numbers(2).map((n) => `hello, Ben! (${n} of 2)`),
    ]);
    expect(left).toEqual([]);
  });
});
