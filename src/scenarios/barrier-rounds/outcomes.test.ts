import { expect, it } from 'vitest';
import { describeOutcomes, sorted } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('barrier-rounds', (run) => {
  const at = (printed: readonly string[], hut: number) =>
    printed.filter((line) => line.endsWith(` hut ${hut}`)).map((line) => line.split(' ')[2]);

  it('lets nobody leave a hut before all have come', async () => {
    const { printed, left } = await run({ hikers: 5 });
    for (const hut of [1, 2, 3]) {
      expect(at(printed, hut)).toEqual([
        ...Array.from({ length: 5 }, () => 'comes'),
        ...Array.from({ length: 5 }, () => 'leaves'),
      ]);
    }
    expect(left).toEqual([]);
  });

  it('sends home all who wait where one gives up', async () => {
    const { printed, reports, left } = await run({ abort: true });
    expect(printed).toContain('hiker 4 has had enough');
    expect(sorted(printed.slice(-3))).toEqual(
      [1, 2, 3].map((number) => `hiker ${number} goes home from hut 2`),
    );
    expect(reports).toEqual([]);
    expect(left).toEqual([]);
  });
});
