import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('process-tree', (run) => {
  const says = (number: number, parent: number) =>
    `child ${number}: now my parent is process ${parent}`;

  it.each(['waits', 'late'])('the parent %s and takes what its children left', async (parent) => {
    const { printed, time } = await run({ parent });
    expect(printed.filter((line) => line.includes('now'))).toEqual([says(1, 4001), says(2, 4001)]);
    expect(printed.filter((line) => line.startsWith('parent'))).toEqual([
      'parent: process 4002 left exit code 1',
      'parent: process 4003 left exit code 2',
    ]);
    expect(time).toBe(parent === 'waits' ? 5000 : 6000);
  });

  it('orphans are adopted by process 1', async () => {
    const { printed, exitCodes } = await run({ parent: 'leaves' });
    expect(printed.filter((line) => line.includes('now'))).toEqual([says(1, 1), says(2, 1)]);
    expect(printed).toContain('main: the parent, process 4001, is gone');
    expect(exitCodes).toEqual([0, 1, 2, 0]);
  });
});
