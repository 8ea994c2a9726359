import { expect, it } from 'vitest';
import { describeOutcomes } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('shared-dict', (run) => {
  it.each([
    [{}, '15 words read, 9 counted'],
    [{ lock: true }, '15 words read, 15 counted'],
    [{ readers: 1 }, '5 words read, 5 counted'],
  ])('counts: %j', async (changed, last) => {
    const { printed } = await run(changed);
    expect(printed).toEqual([last]);
  });

  it('ends the reporter once there is a new word', async () => {
    const { printed, reports } = await run({ report: 'each' });
    expect(printed).toEqual(['so far the: 1', 'so far cat: 1', '15 words read, 9 counted']);
    expect(reports).toEqual(['RuntimeError: dictionary changed size during iteration']);
  });

  it('gives the reporter a copy', async () => {
    const { printed, reports } = await run({ report: 'copy' });
    const words = ['the', 'cat', 'dog', 'sun'];
    expect(printed.slice(0, -1)).toEqual(words.map((word) => `so far ${word}: 1`));
    expect(reports).toEqual([]);
  });
});
