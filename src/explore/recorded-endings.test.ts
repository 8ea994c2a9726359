/**
 * Endings recorded under CPython (`npm run conformance -- --endings`) are found by exploring, for every pitfall with
 * its defaults and with each switch changed.
 */
import { describe, expect, test } from 'vitest';
import { thinned } from '../base/sweep.ts';
import recorded from '../outcomes/cpython-endings.json' with { type: 'json' };
import { variations } from '../outcomes/variations.ts';
import { readParams } from '../scenarios/params.ts';
import { loadProgram } from '../scenarios/programs.ts';
import { scenarios } from '../scenarios/registry.ts';
import type { Outcome } from '../trace/outcome.ts';
import { Explorer } from './explorer.ts';

const cpython: Readonly<Record<string, readonly string[]>> = recorded;

/**
 * Methods that together must find every ending: random runs, or where random choice ends every loop, systematic ones,
 * as on the page.
 */
const METHODS = [{ kind: 'sample', by: 'pos', seed: 1, runs: 100 }, { kind: 'all' }] as const;
const MOST = 100;

const cases = scenarios
  .filter(({ chapter }) => chapter === 'pitfalls')
  .flatMap((scenario) =>
    variations(scenario).map((changed) => {
      const title = Object.entries(changed).map(([name, value]) => `${name}=${String(value)}`);
      return { name: [scenario.id, ...title].join(' '), scenario, changed };
    }),
  )
  .filter(({ name }) => cpython[name] !== undefined);

/** In the form of the recordings. */
function endingOf({ kind, failures }: Pick<Outcome, 'kind' | 'failures'>): string {
  if (kind === 'deadlock' || kind === 'never') return kind;
  const exit = failures.map((failure) => /^exit (\d+) of MainThread$/.exec(failure)?.[1]);
  return `exit code ${exit.find((code) => code !== undefined) ?? 0}`;
}

function without(missing: readonly string[], { result }: Explorer): readonly string[] {
  const found = new Set(result.endings.map(endingOf));
  return missing.filter((ending) => !found.has(ending));
}

describe('what CPython came to is found', () => {
  test.each(thinned(cases, 3).map((one) => [one.name, one] as const))(
    '%s',
    async (name, { scenario, changed }) => {
      const params = readParams(scenario.params, changed).values;
      const subject = { module: await loadProgram(scenario.id), params, seed: 1, ordered: false };
      let missing = cpython[name]!;
      for (const method of METHODS) {
        const explorer = new Explorer(subject, { method, executions: MOST });
        while (missing.length > 0 && !explorer.step(0)) missing = without(missing, explorer);
        missing = without(missing, explorer);
      }
      expect(missing).toEqual([]);
    },
  );

  test('each pitfall has endings that were recorded', () => {
    const pitfalls = scenarios.filter(({ chapter }) => chapter === 'pitfalls');
    const known = new Set(cases.map(({ scenario }) => scenario.id));
    expect(pitfalls.map(({ id }) => id).filter((id) => !known.has(id))).toEqual([]);
  });
});
