import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('process-creation', (run) => {
  it('starts services with the system, which end with it', async () => {
    const { printed, exitCodes, left } = await run({ count: 2 });
    expect(printed.slice(0, 2).toSorted()).toEqual([
      expect.stringMatching(/^clock is up: pid \d+$/),
      expect.stringMatching(/^logger is up: pid \d+$/),
    ]);
    expect(printed.at(-1)).toBe('the system shuts down');
    expect(exitCodes.toSorted((a, b) => a - b)).toEqual([-15, -15, 0]);
    expect(left).toEqual([]);
  });

  it('lets a running process call for helpers, which work side by side', async () => {
    const { printed, time } = await run({ way: 'call' });
    expect(printed.map((line) => line.replace(/: pid.*/, ''))).toEqual([
      'helper 1 is done',
      'helper 2 is done',
      'helper 3 is done',
      'all helpers have ended',
    ]);
    expect(time).toBe(3000);
  });

  it('starts what somebody asks for, and says how it went', async () => {
    const { printed } = await run({ way: 'request' });
    expect(printed.filter((line) => line.startsWith('exit code'))).toEqual([
      'exit code 0',
      'exit code 0',
      'exit code 1',
    ]);
    expect(printed.join()).toContain('hello');
  });

  it('takes the jobs of a batch one after the other', async () => {
    const { printed, time } = await run({ way: 'batch' });
    expect(printed.map((line) => line.replace(/ by pid.*/, ''))).toEqual([
      'job 1 is done',
      'job 2 is done',
      'job 3 is done',
      'the batch is done',
    ]);
    expect(time).toBe(3000);
  });
});
