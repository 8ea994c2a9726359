import { expect, it } from 'vitest';
import { describeOutcomes, numbers } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('daemon-family', (run) => {
  const done = (printed: readonly string[]) => printed.filter((line) => / \d is done/.test(line));

  it('takes its children down with it', async () => {
    const { printed, time, left, exitCodes } = await run();
    expect(done(printed)).toEqual(['child 1 is done']);
    expect(printed.at(-1)).toBe('MainThread is done');
    expect(time).toBe(2300);
    expect(left).toEqual([]);
    expect(exitCodes).toEqual([0]);
  });

  it('is waited for where it is no daemon', async () => {
    const { printed, time } = await run({ daemon: false });
    expect(done(printed)).toEqual(numbers(5).map((n) => `child ${n} is done`));
    expect(time).toBe(4000);
  });
});
