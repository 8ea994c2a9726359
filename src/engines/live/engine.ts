/**
 * The live engine: real Workers, real time. It chooses the transport, keeps the pool of Workers that all runs share, and
 * starts runs. One run at a time has the pool.
 */
import type { ScenarioProgram } from '../program.ts';
import type { Run, Transport } from '../run.ts';
import type { LiveRun } from './live-run.ts';
import { MessageRun } from './message-run.ts';
import { SharedRun } from './shared-run.ts';
import { WorkerPool } from './worker-pool.ts';

export interface LiveEngineOptions {
  /** auto: shared memory where the browser has it. */
  readonly transport: 'auto' | 'shared' | 'message';
  /** A Worker failed outside any run: it could not be loaded, say. */
  readonly onFailure: (report: string) => void;
}

export interface StartOptions {
  /** Threads that the program will have at once, the main thread included: as many Workers are kept ready. */
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
  #run: LiveRun | undefined;
  #runs = 0;

  constructor(options: LiveEngineOptions) {
    this.transport = chooseTransport(options.transport);
    this.#pool = new WorkerPool({
      onFree: () => this.#run?.recruit(),
      onFailure: options.onFailure,
    });
  }

  /** Makes as many Workers as the scenario in view needs, with its program imported; ends those it does not. */
  prepare(scenario: string, threads: number): void {
    this.#pool.resize(threads, scenario);
  }

  /** Starts a run; the one before is stopped. Its params go to the program's main as they are. */
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
        ? new SharedRun(setup)
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

/** crossOriginIsolated is not the question: some browsers are isolated and have no SharedArrayBuffer all the same. */
function chooseTransport(wish: LiveEngineOptions['transport']): Transport {
  if (wish === 'message') return { kind: 'message', reason: 'asked' };
  if (typeof SharedArrayBuffer === 'function') return { kind: 'shared' };
  const reason = globalThis.crossOriginIsolated ? 'no-shared-memory' : 'not-isolated';
  return { kind: 'message', reason };
}
