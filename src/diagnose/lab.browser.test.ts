/**
 * Findings on Python programs: the listings of the pitfalls, run by the lab's CPython. With their defaults they have
 * the finding of their mistake; with the cure no fault or risk.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isWhole } from '../base/sweep.ts';
import type { ParamValues } from '../base/param-values.ts';
import { openLab, type Lab } from '../engines/lab/lab-notation.ts';
import { listingOf } from '../scenarios/listing-of.ts';
import { findingsOf } from './findings-of.ts';

const listings = import.meta.glob<string>('../scenarios/*/listing.py', {
  query: '?raw',
  import: 'default',
});

/** The lab schedules at random: these hold under every schedule. */
const rows: readonly (readonly [string, ParamValues, readonly string[]])[] = [
  ['opposite-locks', {}, ['deadlock']],
  ['opposite-locks', { opposite: false }, []],
  ['dining-philosophers', {}, ['deadlock']],
  ['dining-philosophers', { rule: 'ordered' }, []],
  ['missed-notify', {}, ['missed-notify']],
  ['missed-notify', { look: true }, []],
  ['forgotten-task-done', {}, ['stuck']],
  ['forgotten-task-done', { mistake: 'none' }, []],
  ['over-released-semaphore', {}, ['over-release']],
  ['over-released-semaphore', { mistake: false }, []],
  ['terminate-with-lock', {}, ['killed-holder']],
  ['terminate-with-lock', { terminate: false }, []],
  ['hand-made-barrier', {}, ['stuck']],
  ['hand-made-barrier', { second: true }, []],
];

// The quick run loads no second Python.
describe.skipIf(!isWhole)('listings in the lab', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = openLab();
    const { end, report } = await lab.run('pass');
    expect([end, report]).toEqual(['finished', '']);
  }, 400_000);
  afterAll(() => lab.close());

  it.for(rows)('%s %j: %j', async ([id, changed, kinds]) => {
    const text = await listings[`../scenarios/${id}/listing.py`]!();
    const { trace, report } = await lab.run(listingOf(text, changed), { seed: 1, most: 4000 });
    expect(report).toBe('');
    const grave = findingsOf(trace).filter(({ level }) => level !== 'note');
    expect([...new Set(grave.map(({ kind }) => kind))]).toEqual(kinds);
  });
});
