import { expect, it } from 'vitest';
import { describeOutcomes, numbers } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('parent-child-pipe', (run) => {
  it('squares each number in turn', async () => {
    const { printed, exitCodes, left } = await run({ values: 3 });
    expect(printed).toEqual([
      ...[1, 2, 3].flatMap((n) => [`child got ${n}`, `parent got ${n * n}`]),
      'child is done',
      'child ended with exit code 0',
    ]);
    expect(exitCodes).toEqual([0, 0]);
    expect(left).toEqual([]);
  });

  it('squares the same numbers where all are sent ahead', async () => {
    const { printed } = await run({ values: 12, ahead: true });
    const got = (who: string) => printed.filter((line) => line.startsWith(`${who} got`));
    expect(got('parent')).toEqual(numbers(12).map((n) => `parent got ${n * n}`));
    expect(got('child')).toEqual(numbers(12).map((n) => `child got ${n}`));
  });
});
