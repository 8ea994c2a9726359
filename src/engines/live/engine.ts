/**
 * The live engine: real Workers, real time. It chooses the transport, keeps the pool of Workers shared by all runs, and
 * starts runs, one at a time.
 */
import { bug } from '../../base/bug.ts';
import { coreTable } from '../../kernel/core-ops.ts';
import type { OpTable } from '../../kernel/kernel.ts';
import type { ScenarioProgram } from '../program.ts';
import type { Run, Transport } from '../run.ts';
import type { LiveRun } from './live-run.ts';
import { loadTable } from './load-table.ts';
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
  /** The program performs ops of the kernel's core only: see {@link loadTable}. */
  readonly coreOnly: boolean;
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
  /** The table of programs that need more than the core, once it is there. */
  #whole: OpTable | undefined;

  constructor(options: LiveEngineOptions) {
    this.transport = chooseTransport(options.transport);
    this.#pool = new WorkerPool({
      onFree: () => this.#run?.recruit(),
      onFailure: options.onFailure,
    });
  }

  /**
   * Creates as many Workers as the scenario in view needs, which import its program; terminates the others. Loads what the
   * page needs for a run of it. Undefined: that is there.
   */
  prepare(
    scenario: string,
    { threads, coreOnly }: Pick<StartOptions, 'threads' | 'coreOnly'>,
  ): Promise<void> | undefined {
    this.#pool.resize(threads, { scenario, coreOnly });
    if (coreOnly || this.#whole !== undefined) return undefined;
    return this.#loadWhole();
  }

  async #loadWhole(): Promise<void> {
    this.#whole = await loadTable(false);
  }

  /** Starts a run of a prepared scenario and stops the previous one. The params are passed to the program's main unchanged. */
  start({ id: scenario, params }: ScenarioProgram, options: StartOptions): Run {
    this.#run?.stop();
    this.#runs += 1;
    const { threads, coreOnly, seed, speed, paused } = options;
    const table = coreOnly ? coreTable : (this.#whole ?? bug(`${scenario} is not prepared`));
    const setup = {
      number: this.#runs,
      scenario,
      params,
      threads,
      coreOnly,
      table,
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
    this.#pool.resize(threads, { scenario, coreOnly });
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
