import { expect, it } from 'vitest';
import { describeOutcomes, numbers, sorted } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('two-threads', (run) => {
  it.each([
    [true, ['tick', 'tock']],
    [false, ['Thread-1 (count)', 'Thread-2 (count)']],
  ])('takes every step, under names of their own: %s', async (named, names) => {
    const { printed, threads, left } = await run({ named, steps: 3 });
    expect(threads).toEqual(['MainThread', ...names]);
    expect(sorted(printed)).toEqual(
      sorted([
        `on their way: ['MainThread', '${names[0]}', '${names[1]}']`,
        ...names.flatMap((name) => numbers(3).map((n) => `${name} is at step ${n}`)),
      ]),
    );
    expect(left).toEqual([]);
  });
});
