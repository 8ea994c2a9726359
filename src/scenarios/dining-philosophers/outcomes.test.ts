import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('dining-philosophers', (run) => {
  it.each([[2], [5], [10]])('stands still with %d who take the left fork', async (philosophers) => {
    const { printed, left } = await run({ philosophers });
    expect(printed).toHaveLength(philosophers);
    expect(left).toHaveLength(philosophers + 1);
  });

  it.each([
    ['ordered', 2],
    ['ordered', 5],
    ['waiter', 2],
    ['waiter', 10],
  ])('everybody eats: %s, %d', async (rule, philosophers) => {
    const { printed, left } = await run({ rule, philosophers });
    expect(printed.filter((line) => line.includes('eats'))).toHaveLength(3 * philosophers);
    expect(left).toEqual([]);
  });
});
