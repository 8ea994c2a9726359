/**
 * For tests: the gallery's settings that contain a mistake, with the findings of their runs; and the settings that do
 * not.
 */
import type { ParamValues } from '../base/param-values.ts';
import { scenarios } from '../scenarios/registry.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { FindingKind } from '../diagnose/finding.ts';

type Finds = readonly FindingKind[];

/**
 * Settings with a mistake: findings under every schedule, or, if that depends on the schedule, possible ones. All other
 * settings are sound.
 */
const mistakes: Readonly<Record<string, readonly [changed: ParamValues, ...finds: Finds[]][]>> = {
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

export const mistakeRows = Object.entries(mistakes).flatMap(([id, settings]) =>
  settings.map(([changed, ...finds]) => [id, changed, finds] as const),
);

/** Settings in which a thread never finishes a step: no run in the model ends. */
const isEndless = (id: string, changed: ParamValues): boolean =>
  id === 'failing-threads' && JSON.stringify(changed) === '{"failure":"hang"}';

/** The defaults, and every switch and choice changed. */
function settingsOf({ params }: Scenario): ParamValues[] {
  return [
    {},
    ...Object.entries(params).flatMap(([name, param]): ParamValues[] => {
      if (param.type === 'bool') return [{ [name]: !param.default }];
      if (param.type !== 'choice') return [];
      return param.options.filter((one) => one !== param.default).map((one) => ({ [name]: one }));
    }),
  ];
}

const isMistake = (id: string, changed: ParamValues): boolean =>
  (mistakes[id] ?? []).some(([one]) => JSON.stringify(one) === JSON.stringify(changed));

/** All settings with at most one change that contain no mistake. */
export const soundSettings = scenarios
  .flatMap((scenario) => settingsOf(scenario).map((changed) => [scenario.id, changed] as const))
  .filter(([id, changed]) => !isMistake(id, changed) && !isEndless(id, changed));

/** The cures: settings that are sound although the defaults are not. */
export const cures: readonly [id: string, changed: ParamValues][] = [
  ['dining-philosophers', { rule: 'waiter', philosophers: 3 }],
  ['sleep-as-lock', { lock: true, late: 2 }],
  ['shared-dict', { lock: true, report: 'copy' }],
  ['shared-value', { lock: true, gates: 5 }],
  ['missed-notify', { look: true, cook: 0 }],
  ['hand-made-barrier', { second: true, players: 2 }],
  ['readers-writers', { fair: true, readers: 6 }],
  ['bounded-buffer', { room: 1, tray: 5 }],
];
