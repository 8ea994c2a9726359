import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('own-process-class', (run) => {
  const seen = (printed: readonly string[]) =>
    printed.flatMap((line) => /sees (\d+) loaves/.exec(line)?.slice(1).map(Number) ?? []);
  const bakers = (printed: readonly string[]) =>
    new Set(printed.flatMap((line) => /process (\d+) bakes/.exec(line)?.[1] ?? []));

  it('has each baker count in a process of its own', async () => {
    const { printed, threads, time } = await run();
    expect(bakers(printed).size).toBe(3);
    expect(seen(printed)).toEqual([0, 0, 0]);
    expect(threads).toHaveLength(4);
    expect(time).toBeCloseTo(3200, 6);
  });

  it('bakes everything in the parent where it calls run()', async () => {
    const { printed, time } = await run({ start: false });
    expect([...bakers(printed)]).toEqual([printed[0]?.split(' ').at(-1)]);
    expect(seen(printed)).toEqual([2, 3, 4]);
    expect(time).toBeCloseTo(7200, 6);
  });
});
