/**
 * Exploration by whole runs finds the endings that the explorer of the kernel finds. The engine here is the model,
 * whose programs both can explore.
 */
import { describe, expect, test } from 'vitest';
import { isWhole, thinned } from '../../base/sweep.ts';
import { localWorker } from '../../engines/model/client/local-worker.ts';
import { ModelEngine } from '../../engines/model/client/model-engine.ts';
import { readParams } from '../../scenarios/params.ts';
import { loadProgram } from '../../scenarios/programs.ts';
import { findScenario } from '../../scenarios/registry.ts';
import { Explorer } from '../explorer.ts';
import type { ExploreListener, ExploreSettings, Found } from '../report.ts';
import { RunExplorer } from './run-explorer.ts';
import { ChanceTries, TriesInTurn } from './tries.ts';

const settings: ExploreSettings = {
  search: 'bound',
  preemptions: 1,
  runs: 60,
  seed: 1,
  timed: false,
  budget: Infinity,
};

function programOf(id: string, changed: object) {
  const { values, problems } = readParams(findScenario(id)?.params ?? {}, changed);
  expect(problems).toEqual([]);
  return { kind: 'scenario' as const, id, params: values };
}

async function explore(
  id: string,
  changed: object,
  wish: Partial<ExploreSettings> = {},
  engines = 1,
) {
  const programs = { [id]: await loadProgram(id) };
  const explorer = new RunExplorer(
    () => new ModelEngine({ createWorker: () => localWorker(programs) }),
    engines,
    0,
  );
  let resolve: (found: Found) => void;
  let reject: (error: Error) => void;
  const endOf = (act: () => void) =>
    new Promise<Found>((...settle) => {
      [resolve, reject] = settle;
      act();
    });
  const listener: ExploreListener = {
    found: (told, status) => status !== 'exploring' && resolve(told),
    failed: (report) => reject(new Error(report)),
  };
  const begin = () =>
    explorer.explore(programOf(id, changed), 1, { ...settings, ...wish }, listener);
  const found = await endOf(begin);
  return { explorer, found, further: () => endOf(() => explorer.goOn()) };
}

async function kernelEndings(id: string, changed: object) {
  const { params } = programOf(id, changed);
  const subject = { module: await loadProgram(id), params, seed: 1, ordered: false };
  const explorer = new Explorer(subject, { method: { kind: 'bound', preemptions: 1 } });
  while (!explorer.step(1000));
  return explorer.result.endings;
}

test('runs by chance go on: as many more, once all are made', async () => {
  const wish = { search: 'pos', runs: 10 } as const;
  const { found, explorer, further } = await explore('opposite-locks', { letters: 1 }, wish);
  expect(found.byChance).toBe(10);
  expect((await further()).byChance).toBe(20);
  explorer.dispose();
});

test('several kinds in turn go on, each that has come to its end', () => {
  const tries = new TriesInTurn([new ChanceTries('pos', 1, 2), new ChanceTries('pct', 1, 1)]);
  const made = () => {
    const strategies = [];
    for (let next = tries.next(); next !== undefined; next = tries.next())
      strategies.push(next.strategy);
    return strategies.toSorted();
  };
  expect(made()).toEqual(['pct', 'pos', 'pos']);
  tries.allowMore();
  expect(made()).toEqual(['pct', 'pos', 'pos']);
  expect(made()).toEqual([]);
});

test.runIf(isWhole).each(['pos', 'pct', 'random'] as const)(
  '%s finds the deadlock',
  async (search) => {
    const { found, explorer } = await explore('opposite-locks', { letters: 1 }, { search });
    expect(found).toMatchObject({ isComplete: false, inOrder: 0, byChance: 60 });
    expect(told(found.endings)).toEqual(
      told(await kernelEndings('opposite-locks', { letters: 1 })),
    );
    explorer.dispose();
  },
);

const told = (endings: readonly { kind: string; finals: readonly object[] }[]) =>
  [...new Set(endings.map(({ kind, finals }) => JSON.stringify([kind, finals])))].toSorted();

describe('the same endings as of the kernel', () => {
  const subjects: readonly [string, object][] = [
    ['opposite-locks', { letters: 1 }],
    ['opposite-locks', { letters: 1, opposite: false }],
    ['dining-philosophers', { philosophers: 2, meals: 1 }],
  ];
  test.each(thinned(subjects, 3))('%s %j', async (id, changed) => {
    const { found, explorer } = await explore(id, changed);
    expect(found.isComplete).toBe(true);
    expect(told(found.endings)).toEqual(told(await kernelEndings(id, changed)));
    explorer.dispose();
  });
});

test.each(['bound', 'pos'] as const)(
  '%s: as many engines as there are, the same',
  async (search) => {
    const wish = { search, runs: 12 } as const;
    const all = [];
    for (const engines of [1, 3]) {
      const { found, explorer } = await explore('opposite-locks', { letters: 1 }, wish, engines);
      const tree = await explorer.tree();
      const walks = await Promise.all(found.endings.map(({ key }) => explorer.walk(key)));
      all.push({ found: { ...found, spent: 0 }, tree, walks });
      explorer.dispose();
    }
    expect(all[1]).toEqual(all[0]);
  },
);
