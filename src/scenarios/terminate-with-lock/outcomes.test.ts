import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('terminate-with-lock', (run) => {
  it('leaves the lock taken for ever', async () => {
    const { printed, left, exitCodes } = await run();
    expect(printed).toEqual(['Ann has the printer', 'Ann has ended with exit code -15']);
    expect(left).toHaveLength(2);
    expect(exitCodes).toEqual([-15]);
  });

  it.each([[{ terminate: false }], [{ patience: 3 }]])(
    'hands it on where Ann may end: %j',
    async (changed) => {
      const { printed, left, exitCodes } = await run(changed);
      expect(printed.at(-1)).toBe('Ben has ended with exit code 0');
      expect(exitCodes).toEqual([0, 0, 0]);
      expect(left).toEqual([]);
    },
  );
});
