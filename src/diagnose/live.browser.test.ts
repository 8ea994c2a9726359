/**
 * Findings on live runs, with the timing of real Workers. A sound setting has no fault or risk; a mistake has its
 * finding, at the latest in a run that is slow enough for its sleeps to decide the order.
 */
import { afterAll, describe, expect, it, vi } from 'vitest';
import { sweep, thinned } from '../base/sweep.ts';
import { EnginePool } from '../engines/live/engine-pool.ts';
import { cures, mistakeRows, soundSettings } from '../outcomes/mistakes.ts';
import { readParams } from '../scenarios/params.ts';
import { findScenario } from '../scenarios/registry.ts';
import { Diagnosis } from './diagnosis.ts';

const PATIENCE_MS = 60_000;
/** A trace unchanged for so long has all wake-ups of its last step. */
const STILL_MS = 400;
/** Events after which an endless run has shown its findings. */
const MOST_EVENTS = 1500;
/** The first is nearly always slow enough. */
const SPEEDS = [20, 10, 4, 2, 1];

const engines = new EnginePool('shared', 2);
afterAll(() => engines.dispose());

const kindsIn = (diagnosis: Diagnosis): string[] => {
  const grave = diagnosis.at(diagnosis.count).filter(({ level }) => level !== 'note');
  return [...new Set(grave.map(({ kind }) => kind))].toSorted();
};

/** Kinds of faults and risks in a run: at its end, in a deadlock, or once `isEnough`. */
async function liveKinds(
  id: string,
  changed: object,
  speed: number,
  isEnough: (kinds: readonly string[]) => boolean,
): Promise<string[]> {
  const { values: params } = readParams(findScenario(id)?.params ?? {}, changed);
  let kinds: string[] = [];
  await engines.with(async (engine) => {
    const options = { threads: 8, seed: 1, speed, paused: false };
    const run = engine.start({ kind: 'scenario', id, params }, options);
    const diagnosis = new Diagnosis(run.trace);
    let [length, grown, past] = [0, performance.now(), 0];
    await vi.waitUntil(
      () => {
        run.pump();
        diagnosis.advance();
        const now = performance.now();
        if (run.trace.length > length) [length, grown] = [run.trace.length, now];
        const isStill = now - grown > STILL_MS;
        if (isStill || run.status === 'ended') diagnosis.settle();
        kinds = kindsIn(diagnosis);
        if (isEnough(kinds) && past++ > 5) return true;
        return run.status === 'ended' || length > MOST_EVENTS || now - grown > 8 * STILL_MS;
      },
      { timeout: PATIENCE_MS, interval: 20 },
    );
    run.stop();
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
    expect(await liveKinds(id, changed, 20, () => false)).toEqual([]);
  });
});

describe.concurrent('a mistake is found', () => {
  it.each(thinned(mistakeRows, 10))(
    '%s %j: %j',
    { timeout: 10 * PATIENCE_MS },
    async (id, changed, finds) => {
      const isFound = (kinds: readonly string[]) =>
        finds.some((some) => some.every((kind) => kinds.includes(kind)));
      for (const speed of SPEEDS) {
        const kinds = await liveKinds(id, changed, speed, isFound);
        if (isFound(kinds)) return;
      }
      expect.unreachable('it was never found');
    },
  );
});
