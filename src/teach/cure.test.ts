/** All scenarios with a cure: what it changes, the counterparts in both runs, and where they diverge. */
import { describe, expect, test } from 'vitest';
import type { ParamValues } from '../base/param-values.ts';
import { findingsOf } from '../diagnose/findings-of.ts';
import { traceOfScenario } from '../outcomes/trace-of.ts';
import { curesOf } from '../scenarios/cures.ts';
import { loadListings } from '../scenarios/listings.ts';
import { defaultsOf, readParams } from '../scenarios/params.ts';
import { scenarios } from '../scenarios/registry.ts';
import { loadWaits } from '../scenarios/waits.ts';
import { counterpartsOf, Identities } from './counterparts.ts';
import { contrastOf } from './cure.ts';
import { outcomeAtEnd } from './outcome-at-end.ts';
import { partingOf, type Side } from './parting.ts';
import { explainEvent } from '../views/explain-event.ts';
import { Names } from '../views/names.ts';
import type { Trace } from '../trace/trace.ts';
import { thinned } from '../base/sweep.ts';

const rows = scenarios.flatMap((scenario) =>
  curesOf(scenario.id).map(({ sick, cure }) => [scenario.id, sick, cure, scenario] as const),
);

function faultsOf(trace: Trace): string[] {
  return findingsOf(trace)
    .filter(({ level }) => level !== 'note')
    .map(({ kind }) => kind);
}

const sideOf = (trace: Trace): Side => ({
  trace,
  identities: new Identities(trace).advance(),
  known: Infinity,
});

test('every pitfall has a cure', () => {
  const pitfalls = scenarios.filter(({ chapter }) => chapter === 'pitfalls');
  expect(pitfalls.map(({ id }) => id).filter((id) => curesOf(id).length === 0)).toEqual([]);
});

describe.each(thinned(rows, 5))('%s %j, cured by %j', (id, sick, cure, scenario) => {
  const params = readParams(scenario.params, sick).values;

  test('values are those of its params', () => {
    for (const some of [sick, cure]) expect(readParams(scenario.params, some).problems).toEqual([]);
  });

  test('the cured run has no fault and comes to its end; the sick one is another', async () => {
    for (const seed of [1, 2]) {
      const before = await traceOfScenario(id, { params, seed });
      const after = await traceOfScenario(id, { params: { ...params, ...cure }, seed });
      expect(faultsOf(before)).not.toEqual([]);
      expect(faultsOf(after)).toEqual([]);
      expect(outcomeAtEnd(after)?.kind).toBe('finished');
      const parting = partingOf(sideOf(before), sideOf(after));
      expect(parting?.time).toBeLessThanOrEqual(Math.max(before.endTime, after.endTime));
      const told = [before, after].map((trace, side) => {
        const seq = parting!.events[side]!;
        return seq < 0 ? undefined : explainEvent(trace, new Names(trace), seq).key;
      });
      expect(told.some((key) => key !== undefined)).toBe(true);
    }
  });

  test('where they part is told in words of the listing', async () => {
    const { lines } = (await loadListings(id)).python;
    const listing = lines
      .flat()
      .map(([text]) => text)
      .join('');
    const before = await traceOfScenario(id, { params });
    const after = await traceOfScenario(id, { params: { ...params, ...cure } });
    const { events } = partingOf(sideOf(before), sideOf(after))!;
    for (const [side, trace] of [before, after].entries()) {
      const seq = events[side]!;
      if (seq < 0) continue;
      const { key, params: words } = explainEvent(trace, new Names(trace), seq);
      if (key !== 'event.did' && key !== 'event.did-on') continue;
      const op = String(words['op']);
      const isThere = [`${op}(`, `${op.replace('set_', '')} = `].some((text) =>
        listing.includes(text),
      );
      expect([op, isThere]).toEqual([op, true]);
    }
  });

  test('every thread of the sick run that the cured one has, too, is found there, by name', async () => {
    const before = await traceOfScenario(id, { params });
    const after = await traceOfScenario(id, { params: { ...params, ...cure }, seed: 3 });
    const [from, to] = [sideOf(before).identities, sideOf(after).identities];
    const { threads } = counterpartsOf(from, to);
    expect(threads[0]).toBe(0);
    for (const [index, other] of threads.entries()) {
      if (other < 0) continue;
      expect(after.threads[other]?.target).toBe(before.threads[index]?.target);
    }
  });
});

test('a run does not part from itself, nor from one in which others moved in between', async () => {
  const run = await traceOfScenario('two-threads', { seed: 1 });
  const other = await traceOfScenario('two-threads', { seed: 7 });
  expect(partingOf(sideOf(run), sideOf(run))).toBeUndefined();
  expect(partingOf(sideOf(run), sideOf(other))).toBeUndefined();
});

type Said = readonly [key: string, params: Readonly<Record<string, string>>];

/** Comparisons for pitfalls that differ in a call of several operations, or in a duration. */
test.each<[string, ParamValues, Said, Said]>([
  [
    'missed-notify',
    { look: true },
    ['event.block-as-on', { thread: 'guest 1', object: 'soup' }],
    ['done.read', { thread: 'guest 1', object: 'ready' }],
  ],
  [
    'livelock',
    { patient: true },
    ['event.asleep-as', { thread: 'Ben', doing: 'pausing before the next try' }],
    ['event.asleep-as', { thread: 'Ben', doing: 'pausing before the next try' }],
  ],
])('%s and %j part in words of the listing', async (id, cure, ...said) => {
  const runs = [await traceOfScenario(id), await traceOfScenario(id, { params: cure })] as const;
  for (const trace of runs) trace.setWaits(await loadWaits(id));
  const parting = partingOf(sideOf(runs[0]), sideOf(runs[1]))!;
  for (const [side, [key, params]] of said.entries()) {
    const seq = parting.events[side]!;
    expect(explainEvent(runs[side]!, new Names(runs[side]!), seq)).toMatchObject({ key, params });
  }
  if (id !== 'livelock') return;
  // They start to sleep, for different durations.
  expect(parting.events.map((seq, side) => runs[side]!.value(seq))).toEqual([500, 1500]);
  expect(runs[0].time(parting.events[0])).toBeLessThan(1010);
});

test('what has not happened yet is no difference', async () => {
  const run = await traceOfScenario('opposite-locks', { events: 12 });
  const whole = await traceOfScenario('opposite-locks');
  const at = (known: number): Side => ({ ...sideOf(run), known });
  expect(partingOf(at(run.endTime - 1), sideOf(whole))).toBeUndefined();
  expect(partingOf(at(Infinity), sideOf(whole))).toBeDefined();
});

describe('what is laid beside a setting', () => {
  const of = (id: string, changed: object = {}) => {
    const scenario = scenarios.find((one) => one.id === id)!;
    return contrastOf(curesOf(id), readParams(scenario.params, changed).values);
  };

  test.each([
    ['opposite-locks', {}, 'cured', ['opposite'], { opposite: false }],
    ['opposite-locks', { opposite: false, letters: 5 }, 'sick', ['opposite'], { letters: 5 }],
    ['dining-philosophers', {}, 'cured', ['rule'], { rule: 'ordered' }],
    ['dining-philosophers', { rule: 'waiter' }, 'sick', ['rule'], { rule: 'left-first' }],
    ['hundred-threads', {}, 'sick', ['lock'], { lock: false }],
    [
      'shared-dict',
      { report: 'each' },
      'cured',
      ['lock', 'report'],
      { lock: true, report: 'copy' },
    ],
    [
      'bounded-buffer',
      { wake: 'one', recheck: false },
      'cured',
      ['wake', 'recheck'],
      { wake: 'all', recheck: true },
    ],
  ] as const)('%s %j: %s by %j', (id, changed, kind, names, params) => {
    expect(of(id, changed)).toMatchObject({ kind, params, changed: names });
  });

  test('nothing, where no cure is known', () => {
    expect(of('two-threads')).toBeUndefined();
    expect(contrastOf([], defaultsOf({}))).toBeUndefined();
  });
});
