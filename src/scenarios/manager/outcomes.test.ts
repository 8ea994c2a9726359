import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('manager', (run) => {
  const rooms = "'Ann': 1, 'Ben': 2, 'Cem': 3";

  it.each([
    ['manager', `{${rooms}}`, "['Ann', 'Ben', 'Cem']"],
    ['nested', `{'arrivals': [], ${rooms}}`, '[]'],
    ['plain', '{}', '[]'],
  ])('%s', async (keep, dict, list) => {
    const { printed, exitCodes, left } = await run({ keep, guests: 3 });
    expect(printed).toEqual([`rooms: ${dict}`, `arrivals: ${list}`]);
    expect(exitCodes).toEqual(Array.from({ length: keep === 'plain' ? 4 : 5 }, () => 0));
    expect(left).toEqual([]);
  });

  it('begins its list with a range, and adds in whatever order they come', async () => {
    const { printed } = await run({ guests: 3, first: 5, pace: 0 });
    const list = /^arrivals: \[(.*)\]$/.exec(printed[1] ?? '')?.[1]?.split(', ') ?? [];
    expect(list.slice(0, 5)).toEqual(['0', '1', '2', '3', '4']);
    expect(list.slice(5).toSorted()).toEqual(["'Ann'", "'Ben'", "'Cem'"]);
  });
});
