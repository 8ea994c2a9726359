/**
 * Every Python listing of the gallery on the lab's CPython, with the defaults and with each switch and choice changed. It
 * must end as recorded under CPython (`npm run conformance -- --endings`), and the kernel must be able to follow its
 * trace, call by call, as it follows CPython.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { follow } from '../../scripts/conformance/follow.ts';
import { callsOf, unseen } from '../../scripts/conformance/lab-calls.ts';
import { sweep, thinned } from '../base/sweep.ts';
import { openLab, type Lab, type LabRun } from '../engines/lab/lab-notation.ts';
import { listingOf } from '../scenarios/listing-of.ts';
import { readParams } from '../scenarios/params.ts';
import { loadProgram } from '../scenarios/programs.ts';
import { scenarios } from '../scenarios/registry.ts';
import endings from './cpython-endings.json' with { type: 'json' };
import { variations } from './variations.ts';

const listings = import.meta.glob<string>('../scenarios/*/listing.py', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const recorded: Readonly<Record<string, readonly string[]>> = endings;

/** A run of so many steps counts as endless. */
const MOST = 6_000;

let lab: Lab;

const cases = scenarios.flatMap((scenario) =>
  variations(scenario).map((changed) => {
    const title = Object.entries(changed).map(([name, value]) => `${name}=${String(value)}`);
    return { name: [scenario.id, ...title].join(' '), scenario, changed };
  }),
);

/** Listings whose runs the kernel does not follow, and why. */
const notFollowed: Readonly<Record<string, string>> = {
  pool: 'what a worker takes is told of the pool, in its own words',
  'pool-map': 'as pool',
  executor: 'as pool',
  manager: 'calls by a proxy are told as those of what it stands for',
  timer:
    'the event that a Timer has for itself is told where somebody waits for it, and only there',
  'tcp-segments': 'what it draws by chance is not told',
};

/** Number of seeds whose runs are followed. */
const FOLLOWED = 3;

const endOf = ({ end, exitCode }: LabRun): string =>
  end === 'finished' ? `exit code ${exitCode}` : end === 'limit' ? 'never' : end;

/** Runs of each case. */
const SEEDS = sweep(1, 2, 20);

describe('ends as CPython does', () => {
  beforeAll(async () => {
    lab = openLab();
    const { end, report } = await lab.run('pass');
    expect([end, report]).toEqual(['finished', '']);
  }, 400_000);
  afterAll(() => lab.close());

  it.for(
    thinned(
      cases.filter(({ name }) => recorded[name] !== undefined),
      6,
    ).map((one) => [one.name, one] as const),
  )('%s', async ([name, { scenario, changed }]) => {
    const source = listingOf(listings[`../scenarios/${scenario.id}/listing.py`] ?? '', changed);
    for (let seed = 1; seed <= SEEDS; seed++) {
      const run = await lab.run(source, { seed, most: MOST, typed: scenario.input ?? [] });
      expect(recorded[name], `seed ${seed}: ${run.report}${run.stderr}`).toContain(endOf(run));
      if (seed > FOLLOWED || scenario.id in notFollowed) continue;
      const { values } = readParams(scenario.params, changed);
      const calls = callsOf(run.trace, scenario.input);
      const module = await loadProgram(scenario.id);
      const followed = follow(module, values, calls, scenario.input, unseen);
      expect(followed, `seed ${seed}`).toMatchObject({ problem: undefined, calls: calls.length });
      if (run.end === 'deadlock') expect(followed.isStuck).toBe(true);
      else if (run.end === 'finished') expect(followed.exitCode).toBe(run.exitCode);
    }
  });

  it('each of them has a recorded ending', () => {
    const known = cases.filter(({ name }) => recorded[name] !== undefined);
    // All except those that cannot be recorded: scripts/conformance/conform.ts.
    expect(known.length).toBeGreaterThanOrEqual(cases.length - 2);
  });
});
