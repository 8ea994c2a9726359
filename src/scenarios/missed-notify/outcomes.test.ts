import { expect, it } from 'vitest';
import { describeOutcomes, sorted } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('missed-notify', (run) => {
  const eat = (printed: readonly string[]) =>
    sorted(printed.filter((line) => line.endsWith('eats')));
  const eating = (...guests: readonly number[]) => guests.map((number) => `guest ${number} eats`);

  it('leaves those who come too late to wait for ever', async () => {
    const { printed, left } = await run();
    expect(eat(printed)).toEqual(eating(1, 2));
    expect(left).toEqual(['MainThread', 'guest 3', 'guest 4']);
  });

  it.each([[{ look: true }], [{ look: true, cook: 0 }], [{ cook: 3.5 }]])(
    'serves everybody: %j',
    async (changed) => {
      const { printed, left } = await run(changed);
      expect(eat(printed)).toEqual(eating(1, 2, 3, 4));
      expect(left).toEqual([]);
    },
  );
});
