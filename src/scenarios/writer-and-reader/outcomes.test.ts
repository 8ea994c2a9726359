import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('writer-and-reader', (run) => {
  const read = (printed: readonly string[]) =>
    printed.filter((line) => line.includes('has read')).map((line) => line.at(-1));

  it.each([false, true])(
    'loses the last letter where the reader is terminated: simple %s',
    async (simple) => {
      const { printed, left } = await run({ simple });
      expect(read(printed)).toEqual(['A', 'B', 'C', 'D']);
      expect(printed.at(-1)).toBe('the reader has ended with exit code -15');
      expect(left).toEqual([]);
    },
  );

  it('reads every letter where None comes last', async () => {
    const { printed } = await run({ ending: 'none' });
    expect(read(printed)).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect(printed.at(-1)).toBe('the reader has ended with exit code 0');
  });
});
