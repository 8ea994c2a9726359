/**
 * An exploration by runs finds the endings that the explorer of the kernel finds. Here the engine is the model, whose
 * programs both can explore.
 */
import { describe, expect, test } from 'vitest';
import { localWorker } from '../../engines/model/client/local-worker.ts';
import { ModelEngine } from '../../engines/model/client/model-engine.ts';
import { readParams } from '../../scenarios/params.ts';
import { loadProgram } from '../../scenarios/programs.ts';
import { findScenario } from '../../scenarios/registry.ts';
import { Explorer } from '../explorer.ts';
import type { ExploreSettings, Found } from '../report.ts';
import { RunExplorer } from './run-explorer.ts';

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

async function explore(id: string, changed: object, wish: Partial<ExploreSettings> = {}) {
  const programs = { [id]: await loadProgram(id) };
  const explorer = new RunExplorer(
    () => new ModelEngine({ createWorker: () => localWorker(programs) }),
  );
  const found = await new Promise<Found>((resolve, reject) => {
    explorer.explore(
      programOf(id, changed),
      1,
      { ...settings, ...wish },
      {
        found: (told, status) => status !== 'exploring' && resolve(told),
        failed: (report) => reject(new Error(report)),
      },
    );
  });
  return { explorer, found };
}

async function kernelEndings(id: string, changed: object) {
  const { params } = programOf(id, changed);
  const subject = { module: await loadProgram(id), params, seed: 1, ordered: false };
  const explorer = new Explorer(subject, { method: { kind: 'bound', preemptions: 1 } });
  while (!explorer.step(1000));
  return explorer.result.endings;
}

const told = (endings: readonly { kind: string; finals: readonly object[] }[]) =>
  [...new Set(endings.map(({ kind, finals }) => JSON.stringify([kind, finals])))].toSorted();

describe('the same endings as of the kernel', () => {
  test.each<[string, object]>([
    ['opposite-locks', { letters: 1 }],
    ['opposite-locks', { letters: 1, opposite: false }],
    ['dining-philosophers', { philosophers: 2, meals: 1 }],
  ])('%s %j', async (id, changed) => {
    const { found, explorer } = await explore(id, changed);
    expect(found.isComplete).toBe(true);
    expect(told(found.endings)).toEqual(told(await kernelEndings(id, changed)));
    explorer.dispose();
  });
});
