/** Programs with processes, on real Workers. */
import { afterAll, describe, expect, it, vi } from 'vitest';
import { Phase } from '../trace/format.ts';
import type { Trace } from '../trace/trace.ts';
import { EnginePool } from '../engines/live/engine-pool.ts';
import { processPrograms } from './process-programs.ts';
import { thinned } from '../base/sweep.ts';

vi.mock(import('../engines/live/worker-factory.ts'), async (original) => ({
  ...(await original()),
  createThreadWorker: (name) =>
    new Worker(new URL('./processes.worker.ts', import.meta.url), { type: 'module', name }),
}));

const PATIENCE_MS = 20_000;

function printedBy(trace: Trace): string[] {
  const lines = [];
  for (let seq = 0; seq < trace.length; seq++) {
    if (trace.phase(seq) === Phase.done && trace.opInfo(seq)?.name === 'print') {
      lines.push(trace.text(seq));
    }
  }
  return lines;
}

/** Engines that run side by side over each transport. */
const ENGINES = 2;

describe.concurrent.each(thinned(['shared', 'message'] as const, 2))(
  'over %s transport',
  (transport) => {
    const engines = new EnginePool(transport, ENGINES);
    afterAll(() => engines.dispose());

    const programs = Object.entries(processPrograms);
    it.each(thinned(programs, 6))(
      '%s',
      { timeout: PATIENCE_MS * programs.length },
      (name, { prints, types = [] }) =>
        engines.with(async (engine) => {
          const lines = [...types];
          const program = { kind: 'scenario', id: name, params: {} } as const;
          const options = { threads: 4, coreOnly: false, seed: 1, speed: 1, paused: false };
          await engine.prepare(name, options);
          const run = engine.start(program, options);
          await vi.waitUntil(
            () => {
              run.pump();
              const terminal = run.trace.objects.findIndex(({ kind }) => kind === 'terminal');
              if (terminal >= 0) for (const line of lines.splice(0)) run.type(terminal, line);
              return run.status === 'ended';
            },
            { timeout: PATIENCE_MS, interval: 5 },
          );
          expect(printedBy(run.trace)).toEqual(prints);
          expect(engines.failures).toEqual([]);
        }),
    );
  },
);
