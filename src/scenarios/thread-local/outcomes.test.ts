import { expect, it } from 'vitest';
import { describeOutcomes, numbers, sorted } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('thread-local', (run) => {
  const letters = ['a', 'b', 'c'];
  const written = (printed: readonly string[]) =>
    sorted(printed.filter((line) => line.includes('writes to')));

  it('shows each clerk its own customers', async () => {
    const { printed } = await run();
    expect(written(printed)).toEqual(
      letters.flatMap((letter) => numbers(3).map((n) => `clerk ${letter} writes to ${letter}${n}`)),
    );
    expect(printed.at(-1)).toBe('MainThread has a customer: False');
  });

  it('mixes them up on a desk that all share', async () => {
    const { printed } = await run({ own: false });
    expect(written(printed).slice(0, 3)).toEqual([
      'clerk a writes to c1',
      'clerk a writes to c2',
      'clerk a writes to c3',
    ]);
    expect(printed.at(-1)).toBe('on the one desk lies c3');
  });
});
