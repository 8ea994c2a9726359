/**
 * Pitfalls of the gallery, in sizes that can be explored completely: each has its bad ending, and its sound setting is
 * proved to have none.
 */
import { describe, expect, test } from 'vitest';
import { readParams } from '../scenarios/params.ts';
import { loadProgram } from '../scenarios/programs.ts';
import { findScenario, scenarios } from '../scenarios/registry.ts';
import type { EndingKind } from '../trace/outcome.ts';
import type { ExploreOptions } from './exploration.ts';
import { Explorer } from './explorer.ts';
import { isWhole, sweep, thinned } from '../base/sweep.ts';

async function explore(id: string, params: object, options: ExploreOptions = {}) {
  const { values, problems } = readParams(findScenario(id)?.params ?? {}, params);
  expect(problems).toEqual([]);
  const subject = { module: await loadProgram(id), params: values, seed: 1, ordered: false };
  const explorer = new Explorer(subject, options);
  while (!explorer.step(1000));
  const { isComplete, counts, endings } = explorer.result;
  const kinds = [...new Set(endings.map(({ kind }) => kind))].sort();
  return { isComplete, counts, kinds, endings };
}

/** `endings`: their number; values and output distinguish several of one kind. */
type Row = readonly [id: string, params: object, kinds: readonly EndingKind[], endings: number];

const complete: readonly Row[] = [
  ['opposite-locks', { letters: 1 }, ['deadlock', 'finished'], 2],
  ['opposite-locks', { letters: 1, opposite: false }, ['finished'], 1],
  ['dining-philosophers', { philosophers: 2, meals: 1 }, ['deadlock', 'finished'], 2],
  ['dining-philosophers', { philosophers: 2, meals: 1, rule: 'ordered' }, ['finished'], 1],
  ['missed-notify', { guests: 2 }, ['deadlock', 'finished'], 4],
  ['missed-notify', { guests: 2, look: true }, ['finished'], 1],
  ['hand-made-barrier', { players: 2, rounds: 2 }, ['deadlock', 'finished'], 3],
  ['hand-made-barrier', { players: 2, rounds: 2, second: true }, ['finished'], 1],
  ['terminate-with-lock', {}, ['deadlock', 'finished'], 5],
  ['terminate-with-lock', { terminate: false }, ['finished'], 1],
  ['forgotten-task-done', {}, ['deadlock'], 64],
  ['event-clear', {}, ['deadlock', 'finished'], 5],
  ['writer-and-reader', { letters: 1 }, ['finished'], 1],
  ['daemon-processes', {}, ['finished'], 1],
  ['dining-philosophers', { philosophers: 3, meals: 1 }, ['deadlock', 'finished'], 2],
  ['dining-philosophers', { philosophers: 3, meals: 1, rule: 'ordered' }, ['finished'], 1],
  ['dining-philosophers', { philosophers: 2, meals: 1, rule: 'waiter' }, ['finished'], 1],
  ['over-released-semaphore', { cars: 2, places: 1 }, ['finished'], 3],
  ['over-released-semaphore', { cars: 2, places: 1, bounded: true }, ['exception', 'finished'], 3],
  ['over-released-semaphore', { cars: 2, places: 1, mistake: false }, ['finished'], 3],
  ['shared-dict', { readers: 1, report: 'each' }, ['exception', 'finished'], 10],
  ['shared-dict', { readers: 1 }, ['finished'], 1],
  ['sleep-as-lock', { lock: true }, ['finished'], 120],
  ['forgotten-task-done', { clerks: 1, letters: 3 }, ['deadlock'], 1],
  ['forgotten-task-done', { clerks: 1, letters: 3, mistake: 'join' }, ['finished'], 4],
  ['forgotten-task-done', { clerks: 1, letters: 3, mistake: 'none' }, ['finished'], 1],
  ['readers-writers', { readers: 1, rounds: 1 }, ['finished'], 6],
  ['readers-writers', { readers: 1, rounds: 1, fair: true }, ['finished'], 6],
  ['rlock', { reentrant: false, cashiers: 1, menus: 1 }, ['deadlock'], 1],
  ['rlock', { cashiers: 2, menus: 1 }, ['finished'], 1],
  ['shared-value', { gates: 2, visitors: 1 }, ['finished'], 2],
  ['shared-value', { gates: 2, visitors: 1, lock: true }, ['finished'], 1],
  ['list-from-child', { first: 'join', long: true }, ['deadlock'], 1],
  ['list-from-child', {}, ['finished'], 1],
  ['thread-local', { own: false, clerks: 2, letters: 1 }, ['finished'], 4],
  ['thread-local', { clerks: 2, letters: 1 }, ['finished'], 1],
  ['processes-meet', { module: 'threading', runners: 1, places: 1 }, ['deadlock'], 1],
];

/** Programs with endless and other runs. `cut`: number of endless ones among the first hundred. */
const endless: readonly (readonly [id: string, kinds: readonly EndingKind[], cut: number])[] = [
  ['traffic-light', ['never'], 100],
  ['livelock', ['finished', 'never'], 1],
  // A thread that polls until another has done something polls for ever if that one is never scheduled.
  ['graceful-stop', ['finished', 'never'], 1],
  ['exit-codes', ['exception', 'never'], 1],
];

describe('every interleaving', () => {
  test.each(thinned(complete, 5))('%s %j', async (id, params, kinds, endings) => {
    const found = await explore(id, params);
    expect(found).toMatchObject({
      isComplete: true,
      kinds,
      counts: { endings, blocked: 0, cut: 0 },
    });
  });

  test('every pitfall is among them, or among those that have too many', () => {
    const pitfalls = scenarios.filter(({ chapter }) => chapter === 'pitfalls');
    const source = [...complete, ...endless].map(([id]) => id);
    expect(pitfalls.map(({ id }) => id).filter((id) => !source.includes(id))).toEqual([]);
  });

  const idle: readonly (readonly [string, object, readonly EndingKind[]])[] = [
    ['opposite-locks', {}, ['deadlock']],
    ['dining-philosophers', {}, ['deadlock']],
    ['missed-notify', {}, ['deadlock']],
    ['readers-writers', {}, ['finished']],
    ['separate-memory', {}, ['finished']],
    // Time passes while threads compute, for all of them at once.
    ['concurrency-parallelism', {}, ['finished']],
    ['concurrency-parallelism', { workers: 'processes', io: 0.1 }, ['finished']],
    ['livelock', { patient: true }, ['finished']],
  ];
  test.each(thinned(idle, 4))('on an idle machine: %s %j', async (id, params, kinds) => {
    const found = await explore(id, params, { timed: true });
    expect(found).toMatchObject({ isComplete: true, kinds });
  });
});

describe('too many to explore all', () => {
  test.each(thinned(endless, 4))('%s goes on for ever in one way', async (id, kinds, cut) => {
    const found = await explore(id, {}, { executions: 100 });
    expect(found).toMatchObject({ kinds, counts: { executions: 100, blocked: 0, cut } });
    const never = found.endings.filter(({ kind }) => kind === 'never');
    expect(never).toMatchObject([{ printed: [], finals: [], count: found.counts.cut }]);
  });

  test.runIf(isWhole)('five philosophers: some runs by chance find that all starve', async () => {
    const method = { kind: 'sample', by: 'pos', seed: 1, runs: 300 } as const;
    const { kinds } = await explore('dining-philosophers', { meals: 1 }, { method });
    expect(kinds).toContain('deadlock');
  });

  test.runIf(isWhole)(
    'a hundred threads without a lock: an update is lost within a hundred runs by chance',
    async () => {
      const method = { kind: 'sample', by: 'random', seed: 1, runs: sweep(20, 100, 1000) } as const;
      const count = async (lock: boolean) => {
        const { endings } = await explore('hundred-threads', { lock }, { method });
        return endings.map(({ finals }) => finals.map(({ value }) => value));
      };
      const values = (await count(false)).flat().map(Number);
      expect(Math.min(...values.filter((value) => value > 0))).toBeLessThan(100);
      expect(await count(true)).toHaveLength(1);
    },
  );
});
