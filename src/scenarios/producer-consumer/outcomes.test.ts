import { expect, it } from 'vitest';
import { describeOutcomes, numbers, sorted } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('producer-consumer', (run) => {
  it.each([
    [{}],
    [{ producers: 6, consumers: 1, maxsize: 1 }],
    [{ producers: 1, consumers: 6, maxsize: 0 }],
    [{ make: 0, use: 0, items: 50 }],
    [{ make: 2, use: 0.1, maxsize: 12, items: 1 }],
  ])('uses up everything, once each, and ends: %j', async (changed) => {
    const { printed, left, exitCodes } = await run(changed);
    const { producers, items } = { producers: 2, items: 10, ...changed };
    const all = Array.from('abcdef'.slice(0, producers)).flatMap((letter) =>
      numbers(items).map((n) => letter + n),
    );
    const words = printed.slice(0, -1).map((line) => line.split(' '));
    const said = (verb: string) =>
      words.filter((line) => line[2] === verb).map((line) => line[3] ?? '');
    expect(sorted(said('put'))).toEqual(sorted(all));
    expect(sorted(said('used'))).toEqual(sorted(all));
    expect(printed.at(-1)).toBe('everything is used up');
    expect(left).toEqual([]);
    expect(exitCodes).toEqual([0]);
  });

  it('says how many are in the queue, which never holds more than it can', async () => {
    const { printed, left } = await run({ look: true, maxsize: 3 });
    const sizes = printed.flatMap((line) => /queue size (\d+)$/.exec(line)?.[1] ?? []).map(Number);
    expect(sizes).toHaveLength(20);
    expect(Math.max(...sizes)).toBe(3);
    expect(left).toEqual([]);
  });
});
