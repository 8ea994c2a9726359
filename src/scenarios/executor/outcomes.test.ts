import { expect, it } from 'vitest';
import { describeOutcomes, numbers } from '../../outcomes/describe-outcomes.ts';

describeOutcomes('executor', (run) => {
  const pools = ['threads', 'processes'];
  const has = (pages: readonly number[]) => pages.map((page) => `main has page ${page}`);
  /** Pages take 3, 5, 2, 4, 1 and 3 times as long as the shortest. */
  const completed = [3, 1, 5, 2, 4, 6];

  it.each(pools)('gives futures as they are done: %s', async (pool) => {
    const { printed, time, left } = await run({ pool });
    expect(printed).toEqual([...has(completed), 'all workers have ended']);
    expect(time).toBeCloseTo(7 * 500, 6);
    expect(left).toEqual([]);
  });

  it.each([
    ['threads', 'get pool._work_queue'],
    ['processes', 'get pool._call_queue'],
  ])('has workers that wait for tasks in no line of the program: %s', async (pool, get) => {
    const idle = (await run({ pool })).waits.filter((wait) => wait.startsWith(get));
    expect(idle.length).toBeGreaterThanOrEqual(2);
    expect(new Set(idle)).toEqual(new Set([`${get} 0`]));
  });

  it.each(pools)('gives what map() has in the order of the calls: %s', async (pool) => {
    const { printed } = await run({ pool, take: 'map' });
    expect(printed).toEqual([...has(numbers(6)), 'all workers have ended']);
  });

  it('has no more workers than it may have, and no more than there are tasks for', async () => {
    const { threads, time } = await run({ workers: 1 });
    expect(threads).toEqual(['MainThread', 'fetcher_0']);
    expect(time).toBeCloseTo(18 * 500, 6);
    const many = await run({ pool: 'processes', workers: 5 });
    // The main thread, the manager thread, and those of the workers.
    expect(many.threads).toHaveLength(7);
    expect(many.exitCodes).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it.each(pools)('raises again what a task has raised, when it is asked: %s', async (pool) => {
    const { printed, reports } = await run({ pool, fail: true });
    expect(printed).toEqual([
      'main is told: there is no page 3',
      ...has(completed.slice(1)),
      'all workers have ended',
    ]);
    expect(reports).toEqual([]);
  });

  it.each(pools)('gives up a map() at the first error: %s', async (pool) => {
    const { printed } = await run({ pool, take: 'map', fail: true });
    expect(printed).toEqual([
      ...has([1, 2]),
      'main is told: there is no page 3',
      'all workers have ended',
    ]);
  });

  it('calls back in the thread that finishes the future', async () => {
    const { printed, threads } = await run({ take: 'callbacks', fail: true });
    const tells = printed.filter((line) => line.includes(' tells: '));
    expect(tells.map((line) => line.split(' tells: ')[1])).toEqual(
      completed.map((page) => (page === 3 ? 'there is no page 3' : `page ${page}`)),
    );
    const tellers = new Set(tells.map((line) => line.split(' tells: ')[0]));
    expect(tellers).toEqual(new Set(threads.slice(1)));
    const { printed: told } = await run({ pool: 'processes', take: 'callbacks' });
    expect(told.slice(0, -1)).toEqual(completed.map((page) => `Thread-1 tells: page ${page}`));
  });
});
