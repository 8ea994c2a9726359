import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('call-or-message', (run) => {
  it.each([
    ['call', '7.5'],
    ['message', '4.5'],
  ])('by %s it takes %s s', async (way, seconds) => {
    const { printed } = await run({ way });
    expect(printed).toHaveLength(7);
    expect(printed.at(-1)).toBe(`that took ${seconds} s`);
  });
});
