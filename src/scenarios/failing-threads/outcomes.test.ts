import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('failing-threads', (run) => {
  const parts = (printed: readonly string[], worker: number) =>
    printed.filter((line) => line.startsWith(`worker ${worker} has done`)).length;

  it('does all the work where nobody fails', async () => {
    const { printed, reports, exitCodes } = await run({ failure: 'none' });
    expect([1, 2, 3].map((worker) => parts(printed, worker))).toEqual([4, 4, 4]);
    expect(reports).toEqual([]);
    expect(exitCodes).toEqual([0]);
  });

  it('goes on without the worker that raised, and exits with 0 as Python does', async () => {
    const { printed, reports, exitCodes, left } = await run();
    expect(reports).toEqual(['ZeroDivisionError: division by zero']);
    expect([1, 2, 3].map((worker) => parts(printed, worker))).toEqual([4, 2, 4]);
    expect(printed.at(-1)).toBe('every worker has ended, one way or another');
    expect(left).toEqual([]);
    expect(exitCodes).toEqual([0]);
  });

  it('tells the excepthook instead of the console', async () => {
    const { printed, reports } = await run({ failure: 'raise', hook: true });
    expect(printed).toContain('worker 2 has failed: division by zero');
    expect(reports).toEqual([]);
  });
});
