/** The explorer's Worker and its helpers, in a browser. */
import { expect, it } from 'vitest';
import type { ExploreSettings, Found, SearchName } from '../report.ts';
import { ExplorerWorker } from './explorer-worker.ts';
import { createExploreWorker } from './worker-factory.ts';

const program = {
  kind: 'scenario',
  id: 'opposite-locks',
  params: { opposite: true },
} as const;

function explore(helpers: number, search: SearchName): Promise<Found> {
  const explorer = new ExplorerWorker(createExploreWorker, helpers);
  const settings: ExploreSettings = {
    search,
    preemptions: 1,
    runs: 300,
    seed: 7,
    timed: false,
    budget: 120_000,
  };
  return new Promise<Found>((resolve, reject) => {
    explorer.explore(program, 1, settings, {
      found: (found, status) => status !== 'exploring' && resolve(found),
      failed: (report) => reject(new Error(report)),
    });
  }).finally(() => explorer.dispose());
}

const counted = ({ endings }: Found) => endings.map(({ key, count }) => `${key} ${count}`).sort();

it('divides runs by chance among Workers, and they are the runs of one alone', async () => {
  const [alone, together] = [await explore(0, 'random'), await explore(2, 'random')];
  expect(alone.byChance).toBe(300);
  expect(together.byChance).toBe(300);
  expect(counted(together)).toEqual(counted(alone));
});

it('goes in order itself while others take runs by chance', async () => {
  const found = await explore(2, 'auto');
  expect(found).toMatchObject({ isComplete: true, byChance: 0 });
  expect(counted(found)).toEqual(counted(await explore(0, 'all')));
});
