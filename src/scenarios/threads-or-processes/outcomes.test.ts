import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('threads-or-processes', (run) => {
  it.each([
    ['threads', [1, 3, 6, 10], 10, [0]],
    ['processes', [1, 2, 3, 4], 0, [0, 0, 0, 0, 0]],
  ])('%s', async (workers, seen, end, codes) => {
    const { printed, exitCodes } = await run({ workers });
    expect(printed).toEqual([
      ...seen.map((total, index) => `worker ${index + 1} sees ${total}`),
      `in the end there is ${end}`,
    ]);
    expect(exitCodes).toEqual(codes);
  });
});
