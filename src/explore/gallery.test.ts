/**
 * Pitfalls of the gallery, in sizes whose interleavings can all be had: each has the ending that it is about, and its
 * sound setting has none that is bad, which is a proof, since every interleaving was explored.
 */
import { describe, expect, test } from 'vitest';
import { readParams } from '../scenarios/params.ts';
import { loadProgram } from '../scenarios/programs.ts';
import { findScenario } from '../scenarios/registry.ts';
import type { EndingKind } from '../trace/outcome.ts';
import type { ExploreOptions } from './exploration.ts';
import { Explorer } from './explorer.ts';

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

type Row = readonly [id: string, params: object, kinds: readonly EndingKind[]];

describe('every interleaving', () => {
  test.each<Row>([
    ['opposite-locks', { letters: 1 }, ['deadlock', 'finished']],
    ['opposite-locks', { letters: 1, opposite: false }, ['finished']],
    ['dining-philosophers', { philosophers: 2, meals: 1 }, ['deadlock', 'finished']],
    ['dining-philosophers', { philosophers: 2, meals: 1, rule: 'ordered' }, ['finished']],
    ['missed-notify', { guests: 2 }, ['deadlock', 'finished']],
    ['missed-notify', { guests: 2, look: true }, ['finished']],
    ['hand-made-barrier', { players: 2, rounds: 2 }, ['deadlock', 'finished']],
    ['hand-made-barrier', { players: 2, rounds: 2, second: true }, ['finished']],
    ['terminate-with-lock', {}, ['deadlock', 'finished']],
    ['terminate-with-lock', { terminate: false }, ['finished']],
    ['forgotten-task-done', {}, ['deadlock']],
    ['event-clear', {}, ['deadlock', 'finished']],
    ['writer-and-reader', { letters: 1 }, ['finished']],
    ['daemon-processes', {}, ['finished']],
  ])('%s %j', async (id, params, kinds) => {
    const found = await explore(id, params);
    expect(found).toMatchObject({ isComplete: true, kinds, counts: { blocked: 0, cut: 0 } });
  });

  test.each<Row>([
    ['opposite-locks', {}, ['deadlock']],
    ['dining-philosophers', {}, ['deadlock']],
    ['missed-notify', {}, ['deadlock']],
    ['readers-writers', {}, ['finished']],
    ['separate-memory', {}, ['finished']],
    // Time passes while threads compute, for all of them at once.
    ['concurrency-parallelism', {}, ['finished']],
    ['concurrency-parallelism', { workers: 'processes', io: 0.1 }, ['finished']],
  ])('on an idle machine: %s %j', async (id, params, kinds) => {
    const found = await explore(id, params, { timed: true });
    expect(found).toMatchObject({ isComplete: true, kinds });
  });
});

describe('too many to explore all', () => {
  test.each([
    ['traffic-light', ['never']],
    ['livelock', ['finished', 'never']],
  ])('%s goes on for ever in one way, wherever a run of it is cut', async (id, kinds) => {
    const found = await explore(id, {}, { executions: 100 });
    expect(found).toMatchObject({ kinds, counts: { executions: 100, blocked: 0 } });
    const never = found.endings.filter(({ kind }) => kind === 'never');
    expect(never).toMatchObject([{ printed: [], finals: [], count: found.counts.cut }]);
  });

  test('five philosophers: some runs by chance find that all starve', async () => {
    const method = { kind: 'sample', by: 'pos', seed: 1, runs: 300 } as const;
    const { kinds } = await explore('dining-philosophers', { meals: 1 }, { method });
    expect(kinds).toContain('deadlock');
  });

  test('a hundred threads without a lock: an update is lost within a hundred runs by chance', async () => {
    const method = { kind: 'sample', by: 'random', seed: 1, runs: 100 } as const;
    const count = async (lock: boolean) => {
      const { endings } = await explore('hundred-threads', { lock }, { method });
      return endings.map(({ finals }) => finals.map(({ value }) => value));
    };
    const values = (await count(false)).flat().map(Number);
    expect(Math.min(...values.filter((value) => value > 0))).toBeLessThan(100);
    expect(await count(true)).toHaveLength(1);
  });
});
