import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('daemon-processes', (run) => {
  const rounds = (printed: readonly string[]) =>
    printed.filter((line) => line.startsWith('the watchman')).length;

  it('terminates the daemon and waits for the other', async () => {
    const { printed, exitCodes, time } = await run();
    expect(rounds(printed)).toBe(3);
    expect(printed.at(-1)).toBe('the writer has ended the letter');
    expect(exitCodes).toEqual([-15, 0, 0]);
    expect(time).toBe(3000);
  });

  it('waits for both where neither is a daemon', async () => {
    const { printed, exitCodes } = await run({ daemon: false });
    expect(rounds(printed)).toBe(6);
    expect(exitCodes).toEqual([0, 0, 0]);
  });
});
