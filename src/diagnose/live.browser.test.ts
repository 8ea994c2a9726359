/**
 * Findings on live runs, with the timing of real Workers. A sound setting has no fault or risk. A mistake has its finding
 * if that does not depend on the timing; that the others have theirs is proved in the model (gallery.test.ts). Findings
 * of a run that grows are those of the whole run.
 */
import { afterAll, describe, expect, it, vi } from 'vitest';
import { sweep, thinned } from '../base/sweep.ts';
import { EnginePool } from '../engines/live/engine-pool.ts';
import { cures, mistakeRows, soundSettings } from '../outcomes/mistakes.ts';
import { readParams } from '../scenarios/params.ts';
import { findScenario } from '../scenarios/registry.ts';
import { Diagnosis } from './diagnosis.ts';
import type { Finding, FindingKind } from './finding.ts';
import { findingsOf } from './findings-of.ts';

const PATIENCE_MS = 60_000;
/** A run that has not gone on for so long is over for the test: it is blocked, or the machine is busy. */
const STILL_MS = 3200;
/** Events after which an endless run has shown its findings. */
const MOST_EVENTS = 1500;
const SPEED = 20;

/** A run of a program with only these has them, whatever its threads' timing. */
const underAnyTiming: ReadonlySet<FindingKind> = new Set([
  'race',
  'unseen-exception',
  'over-release',
  'over-done',
  'left-behind',
]);

const engines = new EnginePool('shared', 2);
afterAll(() => engines.dispose());

const kindsIn = (findings: readonly Finding[]): FindingKind[] => {
  const grave = findings.filter(({ level }) => level !== 'note');
  return [...new Set(grave.map(({ kind }) => kind))].toSorted();
};

/**
 * Kinds of faults and risks in a run: at its end, after enough events, or once nothing more happens and it has those
 * `expected`. They are the same whether it is read as it grows or at once.
 */
async function liveKinds(
  id: string,
  changed: object,
  expected: readonly FindingKind[] = [],
): Promise<FindingKind[]> {
  const { values: params } = readParams(findScenario(id)?.params ?? {}, changed);
  let kinds: FindingKind[] = [];
  await engines.with(async (engine) => {
    const { coreOnly = false } = findScenario(id) ?? {};
    const options = { threads: 8, coreOnly, seed: 1, speed: SPEED, paused: false };
    await engine.prepare(id, options);
    const run = engine.start({ kind: 'scenario', id, params }, options);
    const diagnosis = new Diagnosis(run.trace);
    let [length, grown] = [0, performance.now()];
    await vi.waitUntil(
      () => {
        run.pump();
        diagnosis.advance();
        const now = performance.now();
        if (run.trace.length > length) [length, grown] = [run.trace.length, now];
        if (run.status === 'ended' || length > MOST_EVENTS) return true;
        if (now - grown < STILL_MS) return false;
        kinds = kindsIn(findingsOf(run.trace));
        return expected.every((kind) => kinds.includes(kind));
      },
      { timeout: PATIENCE_MS, interval: 20 },
    );
    run.stop();
    diagnosis.settle();
    kinds = kindsIn(diagnosis.at(diagnosis.count));
    expect(kinds).toEqual(kindsIn(findingsOf(run.trace)));
    expect(engines.failures).toEqual([]);
  });
  return kinds;
}

describe.concurrent('a sound setting is quiet', () => {
  // Settings without typed input.
  const quiet = soundSettings.filter(([id]) => findScenario(id)?.input === undefined);
  const step = sweep(50, 9, 1);
  const rows = [...quiet.filter((_, n) => n % step === 0), ...thinned(cures, 8)];
  it.each(rows)('%s %j', { timeout: 10 * PATIENCE_MS }, async (id, changed) => {
    expect(await liveKinds(id, changed)).toEqual([]);
  });
});

const isCertain = ([, , finds]: (typeof mistakeRows)[number]): boolean =>
  finds.flat().every((kind) => underAnyTiming.has(kind));

describe.concurrent('a mistake is found that no timing hides', () => {
  it.each(thinned(mistakeRows.filter(isCertain), 10))(
    '%s %j: %j',
    { timeout: 10 * PATIENCE_MS },
    async (id, changed, finds) => {
      const kinds = finds.flat();
      expect(await liveKinds(id, changed, kinds)).toEqual(expect.arrayContaining(kinds));
    },
  );
});

describe.concurrent('findings of a run that grows are those of the whole run', () => {
  it.each(
    thinned(
      mistakeRows.filter((row) => !isCertain(row)),
      10,
    ),
  )('%s %j', { timeout: 10 * PATIENCE_MS }, async (id, changed) => {
    await liveKinds(id, changed);
  });
});
