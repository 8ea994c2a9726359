import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('pid-and-parent', (run) => {
  const familyOf = (printed: readonly string[]) =>
    printed
      .map((line) => /is process (\d+), its parent is (\d+)/.exec(line)?.slice(1).map(Number))
      .filter((pair) => pair !== undefined);

  it('gives all children the same parent', async () => {
    const { printed, left } = await run({ children: 4 });
    const main = Number(printed[0]?.split(' ').at(-1));
    const family = familyOf(printed);
    expect(family.map(([, parent]) => parent)).toEqual([main, main, main, main]);
    expect(new Set(family.map(([pid]) => pid)).size).toBe(4);
    expect(left).toEqual([]);
  });

  it('gives each the one before as a chain', async () => {
    const { printed, exitCodes } = await run({ chain: true, children: 4 });
    const main = Number(printed[0]?.split(' ').at(-1));
    const pids = familyOf(printed).map(([pid]) => pid);
    expect(familyOf(printed).map(([, parent]) => parent)).toEqual([main, ...pids.slice(0, -1)]);
    expect(exitCodes).toEqual([0, 0, 0, 0, 0]);
  });
});
