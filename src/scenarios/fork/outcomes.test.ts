import { expect, it } from 'vitest';
import { describeOutcomes, sorted } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('fork', (run) => {
  const ends = (printed: readonly string[]) =>
    printed.flatMap((line) => /exit code (\d+)$/.exec(line)?.slice(1).map(Number) ?? []);

  it('comes back in the child with 0 and a memory of its own', async () => {
    const { printed, exitCodes, threads } = await run({ children: 3 });
    expect(sorted(printed.filter((line) => line.startsWith('child')))).toEqual(
      [9, 8, 7].map((left, i) => `child ${i + 1}: fork() gave me 0, and I have ${left} apples`),
    );
    const parent = printed.flatMap((line) => /gave me (\d+), .* (\d+) /.exec(line) ?? []);
    expect(parent.slice(1, 3)).toEqual(['4001', '10']);
    expect(printed.at(-1)).toBe('parent: I still have 10 apples');
    expect(ends(printed)).toEqual([1, 2, 3]);
    expect(exitCodes).toEqual([3, 2, 1, 0]);
    expect(threads).toHaveLength(4);
  });

  it('takes them in the order in which they end', async () => {
    const { printed } = await run({ children: 3, wait: 'any' });
    expect(ends(printed)).toEqual([3, 2, 1]);
  });
});
