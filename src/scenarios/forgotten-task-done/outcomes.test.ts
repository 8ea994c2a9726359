import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('forgotten-task-done', (run) => {
  it('waits for ever at an empty queue', async () => {
    const { printed, left, threads } = await run();
    expect(printed).toHaveLength(6);
    expect(printed).not.toContain('the office closes');
    expect(left).toEqual(threads);
  });

  it('ends at once where nobody waits', async () => {
    const { printed, time } = await run({ mistake: 'join' });
    expect(printed).toEqual(['the office closes']);
    expect(time).toBeLessThan(700);
  });

  it('closes when all is done', async () => {
    const { printed } = await run({ mistake: 'none' });
    expect(printed).toHaveLength(7);
    expect(printed.at(-1)).toBe('the office closes');
  });
});
