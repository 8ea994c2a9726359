import { expect, it } from 'vitest';
import { describeOutcomes, numbers, sorted } from '../../outcomes/describe-outcomes.ts';

describeOutcomes(
  'concurrency-parallelism',
  (run) => {
    it.each<[workers: string, cores: string, io: number, least: number, most: number]>([
      ['threads', '1', 0, 3.2, 3.2],
      ['threads', '2', 0, 3.2, 3.2],
      ['threads', '4', 0, 3.2, 3.2],
      ['free', '1', 0, 3.2, 3.2],
      ['free', '2', 0, 1.6, 1.7],
      ['free', '4', 0, 0.8, 0.8],
      ['processes', '1', 0, 3.2, 3.2],
      ['processes', '2', 0, 1.6, 1.7],
      ['processes', '4', 0, 0.8, 0.8],
      // A waiting thread needs no core: the others work meanwhile.
      ['threads', '1', 0.2, 3.2, 3.6],
      ['free', '4', 0.2, 1.6, 1.6],
    ])('%s on %s cores, with %d s of I/O', async (workers, cores, io, least, most) => {
      const { printed } = await run({ workers, cores, io });
      expect(sorted(printed.slice(0, 4))).toEqual(numbers(4).map((n) => `worker ${n} is done`));
      const seconds = Number(/after (.*) s/.exec(printed[4] ?? '')?.[1]);
      expect(seconds).toBeGreaterThanOrEqual(least);
      expect(seconds).toBeLessThanOrEqual(most);
    });
  },
  'as it opens',
);
