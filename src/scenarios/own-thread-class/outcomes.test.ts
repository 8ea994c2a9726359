import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('own-thread-class', (run) => {
  const done = (letter: string, parcels: number) => `tour ${letter} is done: ${parcels} parcels`;

  it('has each courier drive its own tour', async () => {
    const { printed, threads, time } = await run();
    expect(threads).toEqual(['MainThread', 'courier A', 'courier B', 'courier C']);
    expect(printed.filter((line) => line.startsWith('courier B'))).toEqual(
      [1, 2, 3].map((number) => `courier B delivers B${number}`),
    );
    expect(printed.filter((line) => line.startsWith('tour'))).toEqual([
      done('A', 2),
      done('B', 3),
      done('C', 4),
    ]);
    expect(time).toBeCloseTo(3200, 6);
  });

  it('drives every tour in the main thread where it calls run()', async () => {
    const { printed, threads, time } = await run({ start: false });
    expect(threads).toHaveLength(4);
    expect(printed.slice(0, 3)).toEqual([
      'MainThread delivers A1',
      'MainThread delivers A2',
      'MainThread delivers B1',
    ]);
    expect(printed.at(-1)).toBe(done('C', 4));
    expect(time).toBeCloseTo(7200, 6);
  });
});
