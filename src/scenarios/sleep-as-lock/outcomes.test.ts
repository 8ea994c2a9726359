import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('sleep-as-lock', (run) => {
  it.each([
    [{}, 40],
    [{ late: 0 }, 50],
    [{ lock: true }, 50],
    [{ lock: true, late: 3, work: 0 }, 50],
  ])('%j', async (changed, sum) => {
    const { printed } = await run(changed);
    expect(printed.at(-1)).toBe(`5 clerks put in 10 each, which makes ${sum}`);
  });
});
