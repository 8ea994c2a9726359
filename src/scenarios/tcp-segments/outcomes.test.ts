import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('tcp-segments', (run) => {
  const has = (printed: readonly string[], who: string) =>
    printed.filter((line) => line.startsWith(`${who} has`)).map((line) => line.split(' has ')[1]);

  it.each([
    { loss: 0 },
    { loss: 15 },
    { loss: 30, message: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' },
    { loss: 30, window: 1, reorder: false },
    { loss: 5, timeout: 1, window: 8 },
  ])('every byte arrives once and in order: %j', async (changed) => {
    const { printed, left, reports } = await run(changed);
    const { message = 'ORDER OUT OF IP' } = changed as { message?: string };
    const arrived = has(printed, 'server');
    expect([arrived[0], arrived.at(-1)]).toEqual(['SYN', 'FIN']);
    expect(arrived.slice(1, -1).join('').replaceAll("'", '')).toBe(message);
    expect(has(printed, 'client')).toEqual(['SYN', 'FIN']);
    expect([left, reports]).toEqual([[], []]);
  });

  it('sends nothing again over a link that loses nothing and is in time', async () => {
    const { printed } = await run({ loss: 0, reorder: false });
    expect(printed.filter((line) => line.endsWith('again'))).toEqual([]);
    expect(printed.at(-1)).toBe('0 packets were lost');
  });
});
