import { expect, it } from 'vitest';
import { describeOutcomes, numbers, sorted } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('task-done', (run) => {
  it.each([false, true])('waits until all is done: processes %s', async (processes) => {
    const { printed, exitCodes, left } = await run({ processes });
    expect(sorted(printed.slice(1, -1).map((line) => line.split(' task ')[1]!))).toEqual(
      numbers(9).map(String),
    );
    expect(printed[0]).toBe('all tasks are given out');
    expect(printed.at(-1)).toBe('all tasks are done');
    expect(exitCodes).toEqual(processes ? [-15, -15, -15, 0] : [0]);
    expect(left).toEqual([]);
  });

  it('raises as Python does where it is told once too often', async () => {
    const { reports, exitCodes } = await run({ extra: true });
    expect(reports).toEqual(['ValueError: task_done() called too many times']);
    expect(exitCodes).toEqual([1]);
  });
});
