/**
 * The live engine: real Workers, real time. It chooses the transport, keeps the pool of Workers shared by all runs, and
 * starts runs, one at a time.
 */
import type { ScenarioProgram } from '../program.ts';
import type { Run, Transport } from '../run.ts';
import type { LiveRun } from './live-run.ts';
import { MessageRun } from './message-run.ts';
import { SharedRun } from './shared-run.ts';
import { SpareMemories } from './spare-memories.ts';
import { WorkerPool } from './worker-pool.ts';

export interface LiveEngineOptions {
  /** auto: shared memory if the browser supports it. */
  readonly transport: 'auto' | 'shared' | 'message';
  /** A Worker failed outside any run, for example because it could not be loaded. */
  readonly onFailure: (report: string) => void;
}

export interface StartOptions {
  /** Expected number of concurrent threads, the main thread included: so many Workers are kept ready. */
  readonly threads: number;
  /** Seed of the program's random numbers, a 32-bit integer. */
  readonly seed: number;
  /** 0.1 to 20. */
  readonly speed: number;
  readonly paused: boolean;
}

export class LiveEngine {
  readonly transport: Transport;
  readonly #pool: WorkerPool;
  readonly #memories = new SpareMemories();
  #run: LiveRun | undefined;
  #runs = 0;

  constructor(options: LiveEngineOptions) {
    this.transport = chooseTransport(options.transport);
    this.#pool = new WorkerPool({
      onFree: () => this.#run?.recruit(),
      onFailure: options.onFailure,
    });
  }

  /** Creates as many Workers as the scenario in view needs, with its program imported; terminates the others. */
  prepare(scenario: string, threads: number): void {
    this.#pool.resize(threads, scenario);
  }

  /** Starts a run and stops the previous one. The params are passed to the program's main unchanged. */
  start({ id: scenario, params }: ScenarioProgram, options: StartOptions): Run {
    this.#run?.stop();
    this.#runs += 1;
    const { threads, seed, speed, paused } = options;
    const setup = {
      number: this.#runs,
      scenario,
      params,
      threads,
      seed,
      speed,
      paused,
      pool: this.#pool,
    };
    const run =
      this.transport.kind === 'shared'
        ? new SharedRun(setup, this.#memories)
        : new MessageRun(setup, this.transport);
    this.#run = run;
    this.prepare(scenario, threads);
    run.recruit();
    return run;
  }

  dispose(): void {
    this.#run?.stop();
    this.#run = undefined;
    this.#pool.dispose();
  }
}

/** Not decided by crossOriginIsolated: some browsers are isolated and have no SharedArrayBuffer. */
function chooseTransport(wish: LiveEngineOptions['transport']): Transport {
  if (wish === 'message') return { kind: 'message', reason: 'asked' };
  if (typeof SharedArrayBuffer === 'function') return { kind: 'shared' };
  const reason = globalThis.crossOriginIsolated ? 'no-shared-memory' : 'not-isolated';
  return { kind: 'message', reason };
}
