import { expect, test } from 'vitest';
import { findingsOf } from '../../diagnose/findings-of.ts';
import { traceOfScenario } from '../../outcomes/trace-of.ts';
import { Identities } from '../../teach/counterparts.ts';
import { partingOf } from '../../teach/parting.ts';
import { decisiveRows } from './decisive.ts';

async function runOf(opposite: boolean) {
  const trace = await traceOfScenario('opposite-locks', { params: { opposite } });
  return { trace, findings: findingsOf(trace).filter(({ level }) => level !== 'note') };
}

test('what decided in both runs, in the order of time, each event once, and where they part', async () => {
  const runs = [await runOf(true), await runOf(false)] as const;
  const [first, second] = runs.map(({ trace }) => ({
    trace,
    identities: new Identities(trace).advance(),
    known: Infinity,
  }));
  const parting = partingOf(first!, second!);
  const rows = decisiveRows(runs, parting);
  const times = rows.map(({ time }) => time);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(new Set(rows.map(({ side, seq }) => `${side} ${seq}`)).size).toBe(rows.length);
  // Both act at the divergence, and both acts are listed.
  expect(rows.filter(({ parts }) => parts).map(({ side }) => side)).toEqual([0, 1]);
  expect(rows.some(({ side, clause }) => side === 0 && clause !== undefined)).toBe(true);
  expect(rows.filter(({ side, parts }) => side === 1 && !parts)).toEqual([]);
});
