import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('readers-writers', (run) => {
  const waited = (printed: readonly string[]) =>
    Number(/waited ([\d.]+) s/.exec(printed.join('\n'))?.[1]);

  it('lets the writer starve until the readers have had enough', async () => {
    const { printed, left } = await run();
    expect(waited(printed)).toBeGreaterThan(6);
    expect(left).toEqual([]);
  });

  it('lets the writer in soon where it is fair', async () => {
    const { printed, left } = await run({ fair: true });
    expect(waited(printed)).toBeLessThan(1.5);
    expect(left).toEqual([]);
  });
});
