import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('exit-codes', (run) => {
  it('tells how each child ended', async () => {
    const { printed, exitCodes, reports, threads } = await run({ code: 7 });
    expect(printed).toEqual([
      'succeed is still running: its exit code is None',
      'succeed has ended with exit code 0',
      'fail is still running: its exit code is None',
      'fail has ended with exit code 1',
      'leave is still running: its exit code is None',
      'leave has ended with exit code 7',
      'stay is still running: its exit code is None',
      'stay has ended with exit code -15',
    ]);
    expect(exitCodes).toEqual([0, 1, 7, -15, 0]);
    expect(reports).toEqual(['ValueError: this was not planned']);
    expect(threads).toHaveLength(5);
  });

  it('is the number of the signal where one ended it', async () => {
    const { printed } = await run({ end: 'kill' });
    expect(printed.at(-1)).toBe('stay has ended with exit code -9');
  });
});
