import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('main-and-worker', (run) => {
  it.each([
    ['join', 'worker is done', 'MainThread goes on; the worker is alive: False'],
    ['limit', 'MainThread goes on; the worker is alive: True', 'worker is done'],
    ['no', 'MainThread goes on; the worker is alive: True', 'worker is done'],
  ])('waits: %s', async (wait, ...ending) => {
    const { printed, time } = await run({ wait });
    expect(printed.filter((line) => / done| goes on/.test(line))).toEqual(ending);
    expect(time).toBe(3000);
  });
});
