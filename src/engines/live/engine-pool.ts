/**
 * Live engines for tests that run side by side. An engine has one run at a time, and the runs of these tests sleep most of
 * theirs: so several engines take turns.
 */
import { LiveEngine } from './engine.ts';

export class EnginePool {
  readonly #free: LiveEngine[];
  readonly #waiting: ((engine: LiveEngine) => void)[] = [];
  /** What went wrong outside any run. */
  readonly failures: string[] = [];

  constructor(transport: 'shared' | 'message', count: number) {
    this.#free = Array.from(
      { length: count },
      () => new LiveEngine({ transport, onFailure: (report) => this.failures.push(report) }),
    );
  }

  /** Gives `test` an engine once one is free. */
  async with(test: (engine: LiveEngine) => Promise<void>): Promise<void> {
    const engine =
      this.#free.pop() ?? (await new Promise<LiveEngine>((take) => this.#waiting.push(take)));
    try {
      await test(engine);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free.push(engine);
      else next(engine);
    }
  }

  /** Once no engine is in use. */
  dispose(): void {
    for (const engine of this.#free) engine.dispose();
  }
}
