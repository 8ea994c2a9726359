import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('list-from-child', (run) => {
  it.each([
    [{}, 6],
    [{ long: true }, 30_000],
    [{ first: 'join' }, 6],
    [{ way: 'global' }, 0],
  ])('%j', async (changed, length) => {
    const { printed, exitCodes } = await run(changed);
    expect(printed.at(-1)).toBe(`the parent has a list of ${length}`);
    expect(exitCodes).toEqual([0, 0]);
  });

  it('stands still where join() comes first and the list is long', async () => {
    const { printed, left } = await run({ first: 'join', long: true });
    expect(printed).toEqual(['the child has a list of 30000']);
    expect(left).toHaveLength(2);
  });
});
