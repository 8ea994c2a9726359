import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('life-of-a-process', (run) => {
  it('leaves a zombie until the parent asks, or ends joined at once', async () => {
    const { printed, exitCodes, time } = await run();
    expect(printed).toEqual(['The exit code of the child is 0']);
    expect(exitCodes).toEqual([0, 0]);
    expect(time).toBe(6000);
    const joined = await run({ joins: true });
    expect(joined.printed).toEqual(printed);
    expect(joined.time).toBe(3500);
  });

  it('waits for a line of the reader', async () => {
    const { printed, left } = await run({ awaits: 'line', joins: true });
    expect(printed).toEqual(['Hello, Ada.', 'The exit code of the child is 0']);
    expect(left).toEqual([]);
  });
});
