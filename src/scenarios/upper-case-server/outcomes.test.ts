import { expect, it } from 'vitest';
import { describeOutcomes, sorted } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('upper-case-server', (run) => {
  const reads = (printed: readonly string[]) =>
    sorted(printed.filter((line) => line.includes(' reads: ')));
  const answers = [
    'client 1 reads: HELLO FROM CLIENT 1',
    'client 1 reads: STRASSE',
    'client 2 reads: HELLO FROM CLIENT 2',
    'client 2 reads: IS ANYBODY THERE?',
    'client 3 reads: ',
    'client 3 reads: HELLO FROM CLIENT 3',
  ];

  it.each([true, false])('answers everything that is typed: concurrent %s', async (concurrent) => {
    const { printed, left, reports, exitCodes } = await run({
      concurrent,
    });
    expect(reads(printed)).toEqual(sorted(answers));
    expect(printed.at(-1)).toBe('everybody has left');
    expect([left, reports]).toEqual([[], []]);
    expect(exitCodes).toEqual(Array(concurrent ? 7 : 4).fill(0));
  });

  it('greets all while each has a process, else only the first until that one leaves', async () => {
    const greeted = async (concurrent: boolean) =>
      reads((await run({ concurrent }, 2.6)).printed).length;
    expect(await greeted(true)).toBe(3);
    expect(await greeted(false)).toBeLessThan(6);
    const { printed } = await run({ concurrent: false });
    const over = printed.indexOf('conversation 1 is over');
    expect(printed.slice(0, over).filter((line) => line.includes('client 2 reads'))).toEqual([]);
  });
});
