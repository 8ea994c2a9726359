/** The rows on blocking and order, on real Workers. */
import { afterAll, describe, expect, it, vi } from 'vitest';
import { EnginePool } from '../engines/live/engine-pool.ts';
import { rows } from './rows.ts';
import { outcomeOf, wrongWith } from './run-row.ts';
import { thinned } from '../base/sweep.ts';

vi.mock(import('../engines/live/worker-factory.ts'), async (original) => ({
  ...(await original()),
  createThreadWorker: (name) =>
    new Worker(new URL('./rows.worker.ts', import.meta.url), { type: 'module', name }),
}));

/** Slow, for a busy machine: the rows rely on sleeps. */
const SPEED = 0.4;
const PATIENCE_MS = 20_000;

const names = [
  '18 a subclass that overrides run',
  '32 join the main thread',
  '22 a list and a dict in args are shared, and so are those in them',
  '41 appends of many threads lose nothing',
  '41 a dict that grows or shrinks while it is iterated raises',
  '41 a list is iterated by index, whatever others do',
  '45 a time limit counts on while the lock changes hands',
  '50 each release lets one through',
  '51 barging',
  '64 wait gives up every level of an RLock and takes them again',
  '66 notify lets go those that have waited longest, once the lock is free',
  '67 a waiter whose time is up leaves the line',
  '77 first blocked, first released; a release of two lets two through',
  '81 set and cleared at once lets everybody go',
  '84 the action runs once, before anybody goes on',
  '87 reset',
  '91 cancel',
  '97 a time limit counts on while others are quicker',
  '99 those that wait to get are served in turn',
  '99 two that were woken together compete',
  '101 join waits for the last task',
  '153 endless recursion in a task of a ThreadPoolExecutor',
  '153 endless recursion in a task of a ProcessPoolExecutor',
  '153 endless recursion in a task of a Pool',
  "153 an error of JavaScript's in map of a Pool, chunk by chunk",
  "153 an error of JavaScript's in a task of a ThreadPool",
  '173 every wait of the main thread goes on for the time that is left',
  '173 a Lock that is released while the handler runs goes to another',
  '173 a Semaphore and a Queue leave it its place, and what comes while the handler runs is its own',
  '173 what the handler raises comes out of the wait, without the lock',
  '173 a Condition whose wait the handler ends has its lock again, and nobody is in line',
  '173 handlers nest; several that are due run in the order of their numbers, each once',
  '173 a handler that forks: both go on with the sleep',
  '173 recv and waitpid go on after the handler; a Barrier that the handler ends is not broken',
  '173 handlers run while the others are waited for at exit; KeyboardInterrupt ends that',
  '104 a shutdown wakes those that wait to get and to put; join goes on waiting',
];

/** Engines that run side by side over each transport. */
const ENGINES = 2;

describe.concurrent.each(thinned(['shared', 'message'] as const, 2))(
  'over %s transport',
  (transport) => {
    const engines = new EnginePool(transport, ENGINES);
    afterAll(() => engines.dispose());

    it.each(thinned(names, 20))('%s', { retry: 2, timeout: PATIENCE_MS * names.length }, (name) =>
      engines.with(async (engine) => {
        const row = rows.find((one) => one.name === name)!;
        const program = { kind: 'scenario', id: name, params: {} } as const;
        const options = { threads: 6, coreOnly: false, seed: 1, speed: SPEED, paused: false };
        await engine.prepare(name, options);
        const run = engine.start(program, options);
        await vi.waitUntil(
          () => {
            run.pump();
            return run.status === 'ended';
          },
          { timeout: PATIENCE_MS, interval: 5 },
        );
        expect(wrongWith(outcomeOf(run.trace), row)).toBe('');
        expect(engines.failures).toEqual([]);
      }),
    );
  },
);
