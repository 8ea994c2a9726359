/**
 * The whole gallery: a sound setting has no fault and no risk under any schedule; a setting with a mistake has its
 * finding.
 */
import { describe, expect, test } from 'vitest';
import { bug } from '../base/bug.ts';
import { keptModel } from '../engines/model/kept-model.ts';
import { strategies } from '../engines/model/strategies/registry.ts';
import { typeNext } from '../engines/model/typist.ts';
import { readParams } from '../scenarios/params.ts';
import { loadProgram } from '../scenarios/programs.ts';
import { findScenario } from '../scenarios/registry.ts';
import { findingsOf } from './findings-of.ts';
import { cures, mistakeRows, soundSettings } from '../outcomes/mistakes.ts';
import { thinned } from '../base/sweep.ts';

const modelFor = keptModel();

/** Limits in program time and steps, after which a run counts as complete. */
const LONGEST = 40_000;
const MOST_STEPS = 3000;

type Chooser = keyof typeof strategies;

async function run(id: string, changed: object, chooser: Chooser, seed: number) {
  const scenario = findScenario(id) ?? bug(`no scenario ${id}`);
  const { values } = readParams(scenario.params, changed);
  const module = await loadProgram(id);
  const strategy = strategies[chooser]();
  const model = modelFor({ module, params: values, seed, strategy, timed: true });
  const input = [...(scenario.input ?? [])];
  for (let steps = 0; model.time < LONGEST && steps < MOST_STEPS; steps++) {
    const found = model.prepare();
    if (found === 'go') model.step();
    else if (found !== 'input' || !typeNext(model, input)) break;
  }
  return findingsOf(model.trace);
}

const choosers: readonly [Chooser, number][] = [
  ['random', 1],
  ['random', 2],
  ['random', 3],
  ['round-robin', 1],
  ['nasty', 1],
  ['fewest-switches', 1],
];

async function graveKinds(id: string, changed: object): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const [chooser, seed] of choosers) {
    const findings = await run(id, changed, chooser, seed);
    const grave = findings.filter(({ level }) => level !== 'note').map(({ kind }) => kind);
    found[`${chooser} ${seed}`] = [...new Set(grave)].toSorted();
  }
  return found;
}

describe('a sound setting is quiet', () => {
  test.each(thinned([...soundSettings, ...cures], 8))('%s %j', async (id, changed) => {
    const quiet = Object.fromEntries(choosers.map(([chooser, seed]) => [`${chooser} ${seed}`, []]));
    expect(await graveKinds(id, changed)).toEqual(quiet);
  });
});

describe('a mistake is found', () => {
  test.each(thinned(mistakeRows, 4))('%s %j: %j', async (id, changed, finds) => {
    const found = Object.values(await graveKinds(id, changed)).map(String);
    const allowed = finds.map((kinds) => String(kinds.toSorted()));
    expect(found.filter((kinds) => !allowed.includes(kinds))).toEqual([]);
  });
});
