/** On real Workers: large numbers of everything, deadlocks and their explanations, and waits with a timeout. */
import { afterAll, describe, expect, it, vi } from 'vitest';
import { EnginePool } from '../engines/live/engine-pool.ts';
import type { Run } from '../engines/run.ts';
import { Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { MANY, SEEDS } from './live-programs.ts';
import { stuckPrograms, type StuckProgram } from './stuck-programs.ts';
import { toldOf, type Told } from './told.ts';
import { thinned } from '../base/sweep.ts';

vi.mock(import('../engines/live/worker-factory.ts'), async (original) => ({
  ...(await original()),
  createThreadWorker: (name) =>
    new Worker(new URL('./live-programs.worker.ts', import.meta.url), { type: 'module', name }),
}));

/** Long, for a busy machine. */
const PATIENCE_MS = 100_000;

/** Engines that run side by side over each transport. */
const ENGINES = 2;

function lastPrinted(trace: Trace): string {
  for (let seq = trace.length - 1; seq >= 0; seq--) {
    const isPrint = trace.opInfo(seq)?.name === 'print';
    if (isPrint && trace.phase(seq) === Phase.done) return trace.text(seq);
  }
  return '';
}

/** Whether every remaining thread waits without a timeout. */
function waitsForEver(trace: Trace): boolean {
  const waits = new Map<number, boolean>();
  for (let seq = 0; seq < trace.length; seq++) {
    const [phase, thread] = [trace.phase(seq), trace.thread(seq)];
    // The thread is about to be started.
    if (phase === Phase.thread) waits.set(trace.other(seq), false);
    else if (phase === Phase.wake) waits.set(trace.other(seq), false);
    // The last exit event of an ended process is that of its last thread.
    else if (phase === Phase.end || phase === Phase.exit) waits.delete(thread);
    else if (thread >= 0) waits.set(thread, phase === Phase.block && trace.value(seq) < 0);
  }
  return [...waits.values()].every(Boolean);
}

const toldNow = ({ trace }: Run): Told =>
  trace.length === 0
    ? { circles: 0, keys: [], text: '' }
    : toldOf(trace, trace.time(trace.length - 1));

describe.concurrent.each(thinned(['shared', 'message'] as const, 2))(
  'over %s transport',
  (transport) => {
    const engines = new EnginePool(transport, ENGINES);
    afterAll(() => engines.dispose());

    /** Runs a program until `done` returns true, and stops it. */
    const runs = (
      name: string,
      speed: number,
      done: (run: Run) => boolean,
      check: (run: Run) => void,
    ) =>
      engines.with(async (engine) => {
        const program = { kind: 'scenario', id: name, params: {} } as const;
        const options = { threads: 6, coreOnly: false, seed: 1, speed, paused: false };
        await engine.prepare(name, options);
        const run = engine.start(program, options);
        await vi.waitUntil(
          () => {
            run.pump();
            return run.status === 'ended' || done(run);
          },
          { timeout: PATIENCE_MS, interval: 20 },
        );
        check(run);
        run.stop();
        expect(engines.failures).toEqual([]);
      });

    const timeout = PATIENCE_MS * 10;

    it.each(thinned(Object.entries(MANY), 6))('%s: %i', { timeout }, (name) =>
      runs(
        name,
        20,
        () => false,
        ({ trace }) => expect(lastPrinted(trace)).toBe('done'),
      ),
    );

    it.each(thinned(Object.entries<StuckProgram>(stuckPrograms), 8))(
      '%s',
      { timeout },
      (name, program) =>
        runs(
          name,
          1,
          (run) => toldNow(run).keys.join(' ') === program.keys.join(' '),
          (run) => {
            const { circles, keys, text } = toldNow(run);
            expect({ circles, keys }).toEqual({ circles: program.circles, keys: program.keys });
            if (program.hidden !== undefined) expect(text).not.toMatch(program.hidden);
          },
        ),
    );

    it.each(thinned(SEEDS, 4))(
      'nobody waits past a time limit: random program %i',
      { timeout },
      (seed) =>
        runs(
          `random ${seed}`,
          10,
          ({ trace }) => trace.length > 2 && waitsForEver(trace),
          (run) => expect(run.status === 'ended' || waitsForEver(run.trace)).toBe(true),
        ),
    );
  },
);
