/**
 * Over the whole gallery: a sound setting has no fault and no risk, whoever chooses the steps; a setting with a mistake has
 * the finding that says so.
 */
import { describe, expect, test } from 'vitest';
import { bug } from '../base/bug.ts';
import { Model } from '../engines/model/engine.ts';
import { strategies } from '../engines/model/strategies/registry.ts';
import { typeNext } from '../engines/model/typist.ts';
import { readParams } from '../scenarios/params.ts';
import { loadProgram } from '../scenarios/programs.ts';
import { findScenario, scenarios } from '../scenarios/registry.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { Diagnosis } from './diagnosis.ts';
import type { FindingKind } from './finding.ts';
import { thinned } from '../base/sweep.ts';

/** Program time and steps after which a run is as good as over. */
const LONGEST = 40_000;
const MOST_STEPS = 3000;

type Chooser = keyof typeof strategies;

async function run(id: string, changed: object, chooser: Chooser, seed: number) {
  const scenario = findScenario(id) ?? bug(`no scenario ${id}`);
  const { values } = readParams(scenario.params, changed);
  const module = await loadProgram(id);
  const strategy = strategies[chooser]();
  const model = new Model({ module, params: values, seed, strategy, timed: true });
  const input = [...(scenario.input ?? [])];
  for (let steps = 0; model.time < LONGEST && steps < MOST_STEPS; steps++) {
    const found = model.prepare();
    if (found === 'go') model.step();
    else if (found !== 'input' || !typeNext(model, input)) break;
  }
  const diagnosis = new Diagnosis(model.trace);
  diagnosis.settle();
  return diagnosis.at(model.trace.length);
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

type Finds = readonly FindingKind[];

/**
 * Settings with a mistake: what is found, whoever chooses; where that depends on who chooses, what may be. All others are
 * sound.
 */
const mistakes: Readonly<Record<string, readonly [changed: object, ...finds: Finds[]][]>> = {
  'thread-local': [[{ own: false }, ['race']]],
  'failing-threads': [[{}, ['unseen-exception']]],
  'hundred-threads': [[{ lock: false }, ['lost-update']]],
  rlock: [[{ reentrant: false }, ['deadlock']]],
  'five-seats': [[{ extra: true }, ['over-release']]],
  'bounded-buffer': [
    [{ wake: 'one' }, ['stuck'], ['missed-notify']],
    [{ recheck: false }, ['check-then-act', 'unseen-exception']],
  ],
  'task-done': [[{ extra: true }, ['over-done']]],
  'event-clear': [[{ clear: false }, ['never-cleared']]],
  pool: [[{ join: false }, ['left-behind']]],
  'shared-value': [[{}, ['lost-update']]],
  'processes-meet': [[{ module: 'threading' }, ['stuck']]],
  'list-from-child': [[{ first: 'join', long: true }, ['stuck']]],
  'opposite-locks': [[{}, ['deadlock']]],
  'dining-philosophers': [[{}, ['deadlock']]],
  'terminate-with-lock': [[{}, ['killed-holder']]],
  'readers-writers': [[{}, ['starvation']]],
  'missed-notify': [[{}, ['missed-notify']]],
  livelock: [[{}, ['livelock']]],
  'hand-made-barrier': [[{}, ['stuck']]],
  'over-released-semaphore': [
    [{}, ['over-release']],
    [{ bounded: true }, ['over-release', 'unseen-exception']],
  ],
  'forgotten-task-done': [
    [{}, ['stuck']],
    [{ mistake: 'join' }, ['left-behind']],
  ],
  'sleep-as-lock': [
    [{}, ['lost-update']],
    [{ late: 0 }, ['race']],
  ],
  'shared-dict': [
    [{}, ['lost-update']],
    [{ report: 'each' }, ['lost-update', 'unseen-exception']],
    [{ report: 'copy' }, ['lost-update']],
  ],
};

/** A setting by which a thread never comes to an end of a step: no run of the model ends. */
const isEndless = (id: string, changed: object): boolean =>
  id === 'failing-threads' && JSON.stringify(changed) === '{"failure":"hang"}';

/** The defaults, and every switch and choice the other way. */
function settingsOf({ params }: Scenario): object[] {
  return [
    {},
    ...Object.entries(params).flatMap(([name, param]): object[] => {
      if (param.type === 'bool') return [{ [name]: !param.default }];
      if (param.type !== 'choice') return [];
      return param.options.filter((one) => one !== param.default).map((one) => ({ [name]: one }));
    }),
  ];
}

const isMistake = (id: string, changed: object): boolean =>
  (mistakes[id] ?? []).some(([one]) => JSON.stringify(one) === JSON.stringify(changed));

/** Sound though the defaults are not: the cure turned on. */
const cures: readonly [id: string, changed: object][] = [
  ['dining-philosophers', { rule: 'waiter', philosophers: 3 }],
  ['sleep-as-lock', { lock: true, late: 2 }],
  ['shared-dict', { lock: true, report: 'copy' }],
  ['shared-value', { lock: true, gates: 5 }],
  ['missed-notify', { look: true, cook: 0 }],
  ['hand-made-barrier', { second: true, players: 2 }],
  ['readers-writers', { fair: true, readers: 6 }],
  ['bounded-buffer', { room: 1, tray: 5 }],
];

describe('a sound setting is quiet', () => {
  const sound = scenarios
    .flatMap((scenario) => settingsOf(scenario).map((changed) => [scenario.id, changed] as const))
    .filter(([id, changed]) => !isMistake(id, changed) && !isEndless(id, changed));
  test.each(thinned([...sound, ...cures], 8))('%s %j', async (id, changed) => {
    const quiet = Object.fromEntries(choosers.map(([chooser, seed]) => [`${chooser} ${seed}`, []]));
    expect(await graveKinds(id, changed)).toEqual(quiet);
  });
});

describe('a mistake is found', () => {
  const rows = Object.entries(mistakes).flatMap(([id, settings]) =>
    settings.map(([changed, ...finds]) => [id, changed, finds] as const),
  );
  test.each(thinned(rows, 4))('%s %j: %j', async (id, changed, finds) => {
    const found = Object.values(await graveKinds(id, changed)).map(String);
    const allowed = finds.map((kinds) => String(kinds.toSorted()));
    expect(found.filter((kinds) => !allowed.includes(kinds))).toEqual([]);
  });
});
